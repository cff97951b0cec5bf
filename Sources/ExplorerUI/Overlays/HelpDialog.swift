import ExplorerModel
import TerminalModel
import Themes

/// Every action of a pane and of all panes, from the registry.
struct HelpDialog {
  let help: HelpOverlay
  let actions: [Action]
  let state: ExplorerState

  init(_ help: HelpOverlay, _ state: ExplorerState) {
    self.help = help
    self.state = state
    actions = state.registry.actions(in: help.pane)
  }

  private enum Row {
    case heading(String)
    case action(Action)
    case blank
  }

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    let table = table(in: screen, painter.width)
    let dialog = Dialog(
      title: "Help for \(help.pane.title)",
      footer: Dialog.keys([("↑ ↓", "scroll"), ("Esc", "close")]),
      content: Size(columns: table.columns, rows: min(table.height, screen.height - 2)))
    guard let inside = dialog.draw(in: screen, on: &painter) else { return nil }
    let top = min(help.top, table.lastTop(height: inside.height))
    for (index, line) in table.rows.dropFirst(top).joined().prefix(inside.height).enumerated() {
      let place = inside.row(index)
      draw(line.keys, in: place, &painter)
      draw(line.title, in: place.dropLeft(table.title), &painter)
      draw(line.help, in: place.dropLeft(table.help), &painter)
      draw(line.below, in: place.dropLeft(Self.indent), &painter)
    }
    ScrollBar(
      top: table.rows.prefix(top).reduce(0) { $0 + $1.count }, visible: inside.height,
      count: table.height
    )
    .draw(x: inside.maxX + 1, y: inside.y, height: inside.height, on: &painter)
    return Point(x: inside.x, y: inside.y)
  }

  /// The row at the top when the last one is in sight.
  func lastTop(in screen: Rect, _ width: ScalarWidth) -> Int {
    table(in: screen, width).lastTop(height: screen.height - 2)
  }

  /// All rows with the lines that each takes, and where their parts begin.
  private struct Contents {
    var rows: [[Line]]
    var columns: Int
    var title: Int
    var help: Int

    var height: Int { rows.reduce(0) { $0 + $1.count } }

    func lastTop(height: Int) -> Int {
      var room = height
      var top = rows.count
      while top > 0, rows[top - 1].count <= room {
        top -= 1
        room -= rows[top].count
      }
      return min(top, max(0, rows.count - 1))
    }
  }

  private func table(in screen: Rect, _ width: ScalarWidth) -> Contents {
    func columns(_ text: (Action) -> String) -> Int {
      actions.map { width.columns(of: text($0)) }.max() ?? 0
    }
    let title = columns(keyNames) + 2
    let help = title + columns { $0.title } + 2
    let all = min(help + columns { $0.help }, max(0, screen.width - 4))
    return Contents(
      rows: rows.map { lines(of: $0, columns: all, help: help, width) }, columns: all,
      title: title, help: help)
  }

  /// One line of the screen; sentences go on in the next.
  private struct Line {
    var keys = StyledText()
    var title = StyledText()
    var help = StyledText()
    /// The sentence, where there is no room for it beside the title.
    var below = StyledText()
  }

  /// Narrower sentences are better read below.
  private static let leastHelp = 24
  private static let indent = 2

  private func lines(of row: Row, columns: Int, help: Int, _ width: ScalarWidth) -> [Line] {
    switch row {
    case .blank: return [Line()]
    case .heading(let text): return [Line(keys: StyledText(text, .uiFaint))]
    case .action(let action):
      let reason = action.whyDisabled(state)
      let words = reason.map { "not now: " + $0 } ?? action.help
      let isBelow = columns - help < Self.leastHelp
      let sentence = width.wrap(words, columns: columns - (isBelow ? Self.indent : help)).map {
        StyledText($0, reason == nil ? .uiDim : .uiFaint)
      }
      var lines =
        isBelow ? [Line()] + sentence.map { Line(below: $0) } : sentence.map { Line(help: $0) }
      if lines.isEmpty { lines = [Line()] }
      lines[0].keys = StyledText(keyNames(action), .hintKey)
      lines[0].title = StyledText(action.title, reason == nil ? .dialogForeground : .uiFaint)
      return lines
    }
  }

  private func draw(_ text: StyledText, in line: Rect, _ painter: inout Painter) {
    painter.draw(text, x: line.x, y: line.y, columns: line.width, row: .dialogBackground)
  }

  private func keyNames(_ action: Action) -> String {
    action.keys.map(\.name).joined(separator: " ")
  }

  private var rows: [Row] {
    let own = actions.filter { $0.scope == .pane(help.pane) }.map { Row.action($0) }
    let global = actions.filter { $0.scope != .pane(help.pane) }.map { Row.action($0) }
    guard !own.isEmpty else { return global }
    return [.heading("IN THIS PANE")] + own + [.blank, .heading("EVERYWHERE")] + global
  }
}
