import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// What just happened: a message, or else the newest change of the cluster; the time at the right.
struct MessageLine {
  let state: ExplorerState

  func draw(in line: Rect, on painter: inout Painter) {
    let room = line.text
    let time = state.wallClock.map { Format.time($0.millisecondsOfDay(at: state.now)) } ?? ""
    let clock = StyledText(time, .uiDim)
    let clockColumns = clock.columns(painter.width)
    painter.draw(clock, x: room.maxX - clockColumns, y: room.y, columns: clockColumns)
    painter.draw(
      text(Sanitiser(width: painter.width), painter.glyphs), x: room.x, y: room.y,
      columns: room.width - clockColumns - 2)
  }

  private func text(_ sanitiser: Sanitiser, _ glyphs: GlyphSet) -> StyledText {
    if let message = state.message {
      let text = sanitiser.sentence(message.text)
      return switch message.severity {
      case .hint: StyledText("\(glyphs.note) ", .hintKey) + StyledText(text, .hintText)
      case .info: StyledText(text, .statusInfo)
      case .warning: StyledText("\(glyphs.warning) " + text, .statusWarn)
      case .error: StyledText("\(glyphs.down) " + text, .statusCritical)
      }
    }
    guard let entry = state.members.timeline.last else { return StyledText() }
    return timelineText(entry, now: state.now, clock: state.wallClock, sanitiser)
  }
}

/// The keys that are of use now, from the registry.
struct HintLine {
  let hints: [Action]

  init(_ state: ExplorerState) {
    hints = state.registry.hints(state)
  }

  func draw(in line: Rect, on painter: inout Painter) {
    let room = line.text
    let texts = hints.compactMap { hint in
      hint.keys.first.map {
        StyledText($0.name, .hintKey) + StyledText(" \(hint.title)", .hintText)
      }
    }
    let columns = texts.map { $0.columns(painter.width) }
    let gap = columns.reduce(-3) { $0 + $1 + 3 } <= room.width ? 3 : 2
    var x = room.x
    for (text, columns) in zip(texts, columns) {
      guard x + columns <= room.maxX else { return }
      painter.draw(text, x: x, y: room.y, columns: columns)
      x += columns + gap
    }
  }
}

/// The line that is being typed, in place of the hints.
struct PromptLine {
  let prompt: Prompt

  func draw(in line: Rect, on painter: inout Painter) -> Point? {
    let room = line.text
    let sanitiser = Sanitiser(
      backslash: prompt.isPath ? .verbatim : .doubled, width: painter.width)
    let label = StyledText(sanitiser.sentence(prompt.label) + ": ", .hintKey)
    var keys = StyledText("Enter", .hintKey) + StyledText(" take  ", .hintText)
    keys.append(StyledText("Esc", .hintKey) + StyledText(" cancel", .hintText))
    let keyColumns = keys.columns(painter.width)
    let x = painter.draw(label, x: room.x, y: room.y, columns: room.width)
    let showsKeys = room.maxX - x >= keyColumns + 20
    let fieldColumns = max(1, room.maxX - x - (showsKeys ? keyColumns + 2 : 0))
    let field = TextField(
      text: prompt.isSecret
        ? String(repeating: "*", count: prompt.text.count) : sanitiser.text(prompt.text))
    let cursor = field.draw(x: x, y: room.y, columns: fieldColumns, on: &painter)
    if showsKeys {
      painter.draw(keys, x: room.maxX - keyColumns, y: room.y, columns: keyColumns)
    }
    return cursor
  }
}
