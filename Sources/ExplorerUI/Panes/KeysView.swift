import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The keys pane: the tree.
struct KeysView: PaneView {
  let tree: TreePane
  let isFocused: Bool
  let now: ContinuousClock.Instant
  let isReachable: Bool

  init(_ state: ExplorerState) {
    tree = state.tree
    isFocused = state.isFocused(.keys)
    now = state.now
    isReachable = state.isReachable
  }

  func box(_ painter: Painter) -> Box {
    let summary = tree.summary
    let sanitiser = Sanitiser(width: painter.width)
    var footer = StyledText()
    if let matches = summary.matches {
      footer.append("filter ", .uiDim)
      footer.append(sanitiser.text(tree.filter), .rowMatch)
      footer.append("  \(Format.grouped(matches)) of \(Format.grouped(summary.loaded))", .uiDim)
      if summary.unmatched > 0 {
        footer.append("  \(Format.grouped(summary.unmatched)) still to look at", .statusBusy)
      }
      if summary.incompleteLevels > 0 {
        footer.append("  \(summary.incompleteLevels) levels not fully loaded", .statusWarn)
      }
      if summary.unopenedBranches > 0 {
        footer.append("  \(Format.grouped(summary.unopenedBranches)) branches unopened", .uiDim)
      }
    } else if summary.loaded > 0 {
      footer.append("\(Format.grouped(summary.loaded)) loaded", .uiDim)
    }
    return Box(
      number: Pane.keys.rawValue, title: Pane.keys.title, subject: sanitiser.text(tree.location),
      status: freshness(summary, painter), footer: footer, isFocused: isFocused)
  }

  private func freshness(_ summary: TreePane.Summary, _ painter: Painter) -> StyledText {
    if summary.isLive {
      return isReachable
        ? StyledText("\(painter.glyphs.live) live", .healthOK)
        : StyledText("not live", .statusStale)
    }
    guard let revision = summary.revision else { return StyledText() }
    let age = summary.readAt.map { ", " + Format.ago(now - $0) } ?? ""
    return StyledText("at \(revision)\(age)", .uiDim)
  }

  func list(in inside: Rect) -> Rect { inside }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let list = list(in: area.inside)
    let rows = tree.rows(tree.cursor.top..<tree.cursor.top + list.height)
    let cursor = draw(rows, in: list, on: &painter)
    ScrollBar(top: tree.cursor.top, visible: list.height, count: tree.rowCount)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    if rows.isEmpty { emptyNotice.draw(in: list.text, on: &painter) }
    return cursor
  }

  private var emptyNotice: Notice {
    if !tree.filter.isEmpty {
      return Notice(
        "Nothing that is loaded matches.", [StyledText("Esc clears the filter", .uiDim)])
    }
    return isReachable
      ? Notice("No keys yet.") : Notice("Keys appear here as soon as a member answers.")
  }

  func draw(_ rows: [TreeRow], in list: Rect, on painter: inout Painter) -> Point? {
    var cursor: Point?
    let sanitiser = Sanitiser(width: painter.width)
    for (index, row) in rows.prefix(list.height).enumerated() {
      let line = list.row(index)
      painter.place(.row(.keys, tree.cursor.top + index), in: line)
      let look = rowRole(isSelected: row.isSelected, isFocused: isFocused)
      painter.fillRow(look, in: line)
      if row.isSelected {
        painter.put(
          painter.glyphs.cursor, x: line.x, y: line.y,
          style: painter.theme.style(.uiBorderFocus, on: look))
        cursor = Point(x: line.x, y: line.y)
      }
      draw(row, in: line.text, look, sanitiser, &painter)
    }
    return cursor
  }

  private func draw(
    _ row: TreeRow, in line: Rect, _ look: ThemeRole?, _ sanitiser: Sanitiser,
    _ painter: inout Painter
  ) {
    let glyphs = painter.glyphs
    // Deep levels must not push the names out of the pane.
    let depth = min(row.depth, max(0, line.width / 2 - 8) / 2)
    for level in 0..<depth {
      painter.put(
        glyphs.guide, x: line.x + 2 * level, y: line.y,
        style: painter.theme.style(.treeGuide, on: look))
    }
    let room = line.dropLeft(2 * depth)
    let detail = detail(of: row)
    let detailColumns = detail.columns(painter.width)
    let nameRoom = detailColumns == 0 ? room.width : room.width - detailColumns - 1
    let showsDetail = detailColumns > 0 && nameRoom >= 8
    painter.draw(
      name(of: row, glyphs, sanitiser), x: room.x, y: room.y,
      columns: showsDetail ? nameRoom : room.width, row: look)
    if showsDetail {
      painter.draw(
        detail, x: room.maxX - detailColumns, y: room.y, columns: detailColumns, row: look)
    }
  }

  private func name(
    of row: TreeRow, _ glyphs: GlyphSet, _ sanitiser: Sanitiser
  ) -> StyledText {
    switch row.content {
    case .key:
      var text = StyledText(row.isOpen ? "\(glyphs.arrow) " : "  ", .uiTitleFocus)
      let role: ThemeRole =
        row.changedAt != nil ? .rowChanged : row.isOpen ? .uiTitleFocus : .treeLeaf
      if row.name.isEmpty {
        text.append("(the branch's own key)", .uiDim)
      } else {
        text.append(sanitiser.text(row.name), role)
      }
      return text
    case .branch(let isExpanded, _):
      var text = StyledText("\(isExpanded ? glyphs.open : glyphs.closed) ", .treeBranch)
      text.append(sanitiser.text(row.name), row.changedAt != nil ? .rowChanged : .treeBranch)
      return text
    case .more: return StyledText("\(glyphs.more) more: Enter loads the next page", .treeMore)
    case .loading(let since):
      let waited = now - since
      let tail = waited < .seconds(1) ? "" : " " + Format.age(waited)
      var text = StyledText("\(spinner(waited, glyphs)) loading\(tail)", .statusBusy)
      if !tail.isEmpty {
        text.append("  Esc", .hintKey)
        text.append(" stops", .uiDim)
      }
      return text
    case .noAccess:
      return StyledText("  [no access] the server refuses to list this", .treeNoAccess)
    case .failed(let error):
      return StyledText("\(glyphs.down) \(sanitiser.text(error.description))", .statusCritical)
    case .empty: return StyledText("  (no keys)", .uiDim)
    case .notice(let sentence):
      return StyledText("\(glyphs.note) \(sanitiser.text(sentence))", .statusWarn)
    }
  }

  private func detail(of row: TreeRow) -> StyledText {
    var text = StyledText()
    if let changedAt = row.changedAt { text.append(Format.ago(now - changedAt), .rowChanged) }
    if case .branch(_, let count?) = row.content {
      if !text.isEmpty { text.append("  ") }
      switch count {
      case .exact(let count): text.append(Format.grouped(count), .treeCount)
      case .estimated(let count): text.append("~" + Format.grouped(count), .treeCount)
      case .atLeast(let count): text.append(">" + Format.grouped(count), .treeCount)
      }
    }
    return text
  }

  private func spinner(_ waited: Duration, _ glyphs: GlyphSet) -> Unicode.Scalar {
    let step = Int(max(0, waited / .milliseconds(100))) % max(1, glyphs.spinner.count)
    return glyphs.spinner[step]
  }
}
