import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The members pane: one row a member with its facts or, as a matrix, with what it believes and
/// answers; the reason below one that is not well, then what changed.
struct MembersView: PaneView {
  let members: MembersPane
  let isFocused: Bool
  let now: ContinuousClock.Instant
  let wallClock: WallClock?

  init(_ state: ExplorerState) {
    members = state.members
    isFocused = state.isFocused(.members)
    now = state.now
    wallClock = state.wallClock
  }

  func box(_ painter: Painter) -> Box {
    var status = StyledText()
    if let snapshot = members.snapshot {
      status.append("polled " + Format.ago(now - snapshot.takenAt), .uiDim)
    }
    return Box(
      number: Pane.members.rawValue, title: Pane.members.title,
      subject: members.mode == .matrix ? "what each believes" : "", status: status, footer: growth,
      footerRight: hashes, isFocused: isFocused)
  }

  /// Of the file that grows fastest: the first to reach its quota.
  private var growth: StyledText {
    let growing = members.snapshot?.members.compactMap(\.growth) ?? []
    guard let fastest = growing.max(by: { $0.bytesPerDay < $1.bytesPerDay }) else {
      return StyledText()
    }
    return StyledText("db \(fastest.words)", .uiDim)
  }

  private var hashes: StyledText {
    if members.hashing != nil { return StyledText("hashing …", .statusBusy) }
    guard let check = members.hashChecks.last else { return StyledText() }
    let age = Format.ago(now - check.at)
    return switch check.conclusion {
    case .equal: StyledText("hashes equal \(age)", .healthOK)
    case .diverged: StyledText("DATA DIVERGED \(age)", .alarm)
    case .notComparable: StyledText("hashes not comparable \(age)", .statusWarn)
    }
  }

  func list(in inside: Rect) -> Rect { inside.dropTop(1) }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    guard let snapshot = members.snapshot, !snapshot.members.isEmpty else {
      Notice("No member is known yet.").draw(in: area.inside.text, on: &painter)
      return nil
    }
    let table = table(of: snapshot, painter)
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    let list = list(in: area.inside)
    var cursor: Point?
    var y = 0
    let hasDetails = list.height >= 2 * snapshot.members.count
    let troubled = snapshot.members.count { !$0.reason.isEmpty }
    let hasReasons = list.height >= snapshot.members.count + troubled
    for (index, member) in snapshot.members.enumerated().dropFirst(members.cursor.top) {
      guard y < list.height else { break }
      let line = list.row(y)
      painter.place(.row(.members, index), in: line)
      let isSelected = isFocused && index == members.cursor.selected
      let look = isSelected ? ThemeRole.rowCursor : nil
      painter.fillRow(look, in: line)
      if isSelected {
        painter.put(
          painter.glyphs.cursor, x: line.x, y: line.y,
          style: painter.theme.style(.uiBorderFocus, on: look))
        cursor = Point(x: line.x, y: line.y)
      }
      table.drawRow(index, in: line.text, widths: widths, row: look, on: &painter)
      y += 1
      var details = hasReasons ? reason(member, painter) : []
      if hasDetails, member.status != nil {
        details += table.hidden(in: index, widths)
      }
      guard !details.isEmpty, y < list.height else { continue }
      painter.place(.row(.members, index), in: list.row(y))
      let room = list.row(y).text.dropLeft(2)
      painter.draw(
        StyledText.fitting(details, columns: room.width, painter), x: room.x, y: room.y,
        columns: room.width)
      y += 1
    }
    drawChanges(in: list.dropTop(y).text, snapshot, &painter)
    ScrollBar(top: members.cursor.top, visible: list.height, count: snapshot.members.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  private func table(of snapshot: ClusterSnapshot, _ painter: Painter) -> Table {
    switch members.mode {
    case .table:
      let cells = MemberTableCells(snapshot: snapshot, now: now, painter: painter)
      return Table(columns: cells.columns, rows: snapshot.members.map(cells.row))
    case .matrix:
      let cells = MemberMatrixCells(snapshot: snapshot, now: now, painter: painter)
      return Table(columns: MemberMatrixCells.columns, rows: snapshot.members.map(cells.row))
    }
  }

  private func reason(_ member: MemberSnapshot, _ painter: Painter) -> [StyledText] {
    guard !member.reason.isEmpty else { return [] }
    let sanitiser = Sanitiser(width: painter.width)
    let reason = StyledText(
      sanitiser.text(member.reason), MemberHealth(member, painter.glyphs).role)
    guard !member.isUp, let next = member.nextPoll else { return [reason] }
    let wait = next - now
    let words = wait > .seconds(1) ? "asked again in \(Format.age(wait))" : "asking again"
    return [reason, StyledText(words, .uiDim)]
  }

  private func drawChanges(
    in rest: Rect, _ snapshot: ClusterSnapshot, _ painter: inout Painter
  ) {
    let sanitiser = Sanitiser(width: painter.width)
    var remarks = snapshot.remarks.map { ($0, ThemeRole.statusWarn) }
    if let divergence = members.divergence { remarks.insert((divergence.words, .alarm), at: 0) }
    if members.mode == .matrix { remarks.append((snapshot.agreement, .uiForeground)) }
    var y = 0
    for (words, role) in remarks {
      let mark = role == .uiForeground ? "" : "\(painter.glyphs.warning) "
      for line in painter.width.wrap(mark + sanitiser.text(words), columns: rest.width)
      where y < rest.height {
        painter.draw(StyledText(line, role), x: rest.x, y: rest.y + y, columns: rest.width)
        y += 1
      }
    }
    guard rest.height - y >= 3, !members.timeline.isEmpty else { return }
    y += 1
    painter.draw(
      StyledText("RECENT CHANGES", .uiFaint), x: rest.x, y: rest.y + y, columns: rest.width)
    y += 1
    for entry in members.timeline.reversed().prefix(rest.height - y) {
      let text = timelineText(entry, now: now, clock: wallClock, sanitiser)
      painter.draw(
        text.cutAfterWord(columns: rest.width, painter), x: rest.x, y: rest.y + y,
        columns: rest.width)
      y += 1
    }
  }
}
