import ExplorerModel
import TerminalModel
import Themes

/// A list over the panes: notes, headings, rows, and below them what the selected row had no room
/// for.
struct ListDialog {
  let list: ListOverlay
  let now: ContinuousClock.Instant
  let wallClock: WallClock?

  init(_ list: ListOverlay, _ state: ExplorerState) {
    self.list = list
    now = state.now
    wallClock = state.wallClock
  }

  /// How many rows of the list have room.
  func rows(in screen: Rect, _ painter: Painter) -> Int {
    dialog(in: screen, painter).place(in: screen)
      .map { parts(of: Dialog.inside($0), painter).rows.height } ?? 0
  }

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    guard let inside = dialog(in: screen, painter).draw(in: screen, on: &painter) else {
      return nil
    }
    let parts = parts(of: inside, painter)
    let notes = noteLines(columns: inside.width, painter)
    for (index, note) in notes.prefix(parts.notes.height).enumerated() {
      draw(note, in: parts.notes.row(index), &painter)
    }
    let top = min(list.cursor.top, max(0, list.shown.count - parts.rows.height))
    let visible = list.shown.dropFirst(top).prefix(parts.rows.height).map { list.rows[$0] }
    let table = table(visible, painter)
    let room = parts.rows.dropLeft(Self.mark)
    let widths = table.widths(in: room.width, painter.width)
    table.drawHeading(in: parts.heading.dropLeft(Self.mark), widths: widths, on: &painter)
    var cursor: Point?
    for index in visible.indices {
      let line = parts.rows.row(index)
      painter.place(.overlayRow(top + index), in: line)
      let isSelected = top + index == list.cursor.selected
      let look = Dialog.row(isSelected)
      painter.fillRow(look, in: line)
      if isSelected {
        painter.put(
          painter.glyphs.cursor, x: line.x, y: line.y,
          style: painter.theme.style(.uiBorderFocus, on: look))
        cursor = Point(x: line.x, y: line.y)
        drawRest(of: table.rows[index], widths, in: parts.rest, &painter)
      }
      table.drawRow(index, in: line.dropLeft(Self.mark), widths: widths, row: look, on: &painter)
    }
    if list.shown.isEmpty {
      let words = list.rows.isEmpty ? "Nothing yet." : "No row matches."
      draw(StyledText(words, .uiDim), in: parts.rows.row(0).dropLeft(Self.mark), &painter)
    }
    ScrollBar(top: top, visible: parts.rows.height, count: list.shown.count)
      .draw(x: inside.maxX + 1, y: parts.rows.y, height: parts.rows.height, on: &painter)
    guard let field = parts.field else { return cursor }
    return drawField(in: field, &painter) ?? cursor
  }

  /// The columns before a row in which the cursor stands.
  private static let mark = 2
  private static let restRows = 2

  private struct Parts {
    var field: Rect?
    var notes: Rect
    var heading: Rect
    var rows: Rect
    var rest: Rect
  }

  /// Where there is little room, rows come before notes, and notes before what was cut.
  private func parts(of inside: Rect, _ painter: Painter) -> Parts {
    var rest = inside
    func take(_ rows: Int, keeping least: Int) -> Rect {
      let rows = max(0, min(rows, rest.height - least))
      defer { rest = rest.dropTop(rows) }
      return rest.dropBottom(rest.height - rows)
    }
    let field = hasField ? take(1, keeping: 1) : nil
    let notes = take(
      noteLines(columns: inside.width, painter).count,
      keeping: min(5, max(1, list.shown.count) + (hasHeading ? 1 : 0)))
    let heading = take(hasHeading ? 1 : 0, keeping: 1)
    let below = list.isLog && rest.height >= 8 ? Self.restRows : 0
    return Parts(
      field: field, notes: notes, heading: heading, rows: rest.dropBottom(below),
      rest: rest.dropTop(rest.height - below))
  }

  private var hasField: Bool { list.isTyping || !list.filter.isEmpty }
  private var hasHeading: Bool { list.columns.contains { !$0.title.isEmpty } }

  private func dialog(in screen: Rect, _ painter: Painter) -> Dialog {
    var dialog = Dialog(title: list.title, footer: footer, content: Size(columns: 0, rows: 0))
    dialog.status = progress(painter) ?? group
    dialog.footerRight = counts
    guard !list.isLog else {
      dialog.content = Size(columns: screen.width, rows: screen.height)
      return dialog
    }
    let rows = list.rows.prefix(screen.height)
    let notes = noteLines(columns: screen.width - 4, painter)
    let columns = table(Array(rows), painter).natural(painter.width) + Self.mark
    let labels = footer.columns(painter.width) + counts.columns(painter.width) + 4
    let heading =
      painter.width.columns(of: list.title) + dialog.status.columns(painter.width) + 6
    dialog.content = Size(
      columns: max(
        24, columns, notes.map { $0.columns(painter.width) }.max() ?? 0, labels, heading),
      rows: notes.count + max(1, list.rows.count) + (hasHeading ? 1 : 0) + (hasField ? 1 : 0))
    return dialog
  }

  /// A sentence that is too long goes on below itself; facts side by side are cut.
  private func noteLines(columns: Int, _ painter: Painter) -> [StyledText] {
    list.notes.flatMap { note -> [StyledText] in
      let text = note.reduce(StyledText()) { $0 + styled($1, painter) }
      guard note.count == 1, let run = text.runs.first, text.columns(painter.width) > columns else {
        return [text]
      }
      return painter.width.wrap(run.text, columns: columns).map { StyledText($0, run.role) }
    }
  }

  private func table(_ rows: [ListOverlay.Row], _ painter: Painter) -> Table {
    Table(
      columns: list.columns.map {
        Table.Column(
          title: $0.title, align: $0.isNumber ? .right : .left, rank: $0.rank,
          minimum: $0.minimum, grows: $0.grows)
      }, rows: rows.map { row in row.cells.map { styled($0, painter) } })
  }

  private func styled(_ cell: ListOverlay.Cell, _ painter: Painter) -> StyledText {
    StyledText(cell.content.text(now: now, clock: wallClock, painter.width), cell.tone.role)
  }

  private func draw(_ text: StyledText, in line: Rect, _ painter: inout Painter) {
    painter.draw(text, x: line.x, y: line.y, columns: line.width, row: .dialogBackground)
  }

  /// The whole text of a cell that was cut.
  private func drawRest(
    of cells: [StyledText], _ widths: [Int], in rect: Rect, _ painter: inout Painter
  ) {
    guard let index = list.columns.firstIndex(where: \.grows),
      cells[index].columns(painter.width) > widths[index]
    else { return }
    let text = cells[index].runs.map(\.text).joined()
    for (row, line) in painter.width.wrap(text, columns: rect.width).prefix(rect.height)
      .enumerated()
    {
      draw(StyledText(line, .uiDim), in: rect.row(row), &painter)
    }
  }

  /// Returns where the cursor is while the field takes the keys.
  private func drawField(in line: Rect, _ painter: inout Painter) -> Point? {
    let text = Sanitiser(width: painter.width).text(list.filter)
    let x = painter.draw(
      StyledText(list.isPicker ? ": " : "filter: ", .hintKey), x: line.x, y: line.y,
      columns: line.width,
      row: .dialogBackground)
    guard list.isTyping else {
      painter.draw(
        StyledText(text, .dialogForeground), x: x, y: line.y, columns: line.maxX - x,
        row: .dialogBackground)
      return nil
    }
    return TextField(text: text).draw(x: x, y: line.y, columns: line.maxX - x, on: &painter)
  }

  /// In the border, so that its coming and going moves nothing.
  private func progress(_ painter: Painter) -> StyledText? {
    guard let progress = list.progress, progress.isWorthShowing(at: now) else { return nil }
    return ProgressText(progress, now: now).text(painter.glyphs)
  }

  private var group: StyledText {
    guard !list.groups.isEmpty else { return StyledText() }
    return StyledText("← ", .hintKey) + StyledText(list.group ?? "all", .uiTitleFocus)
      + StyledText(" →", .hintKey)
  }

  private var footer: StyledText {
    var keys: [(String, String)] = list.verb.map { [("Enter", $0)] } ?? []
    if !list.isPicker { keys.append(("/", "filter")) }
    if list.isExportable { keys.append(("x", "export")) }
    return Dialog.keys(
      keys + [("Esc", escape)])
  }

  private var escape: String {
    if !list.filter.isEmpty, !list.isPicker { return "show all" }
    return list.progress == nil ? "close" : "stop"
  }

  private var counts: StyledText {
    let total = Format.grouped(list.rows.count)
    var text = StyledText(
      list.shown.count == list.rows.count
        ? total : "\(Format.grouped(list.shown.count)) of \(total)", .uiDim)
    if list.lost > 0 { text.append("  lost \(Format.grouped(list.lost))", .statusWarn) }
    return text
  }
}
