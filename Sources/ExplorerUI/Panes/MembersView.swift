import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The members pane: one row a member, the reason below one that is not well, then what changed.
struct MembersView: PaneView {
  let members: MembersPane
  let isFocused: Bool
  let now: ContinuousClock.Instant
  let wallClock: WallClock?

  init(_ state: ExplorerState) {
    members = state.members
    isFocused = state.focus == .members
    now = state.now
    wallClock = state.wallClock
  }

  func box(_ painter: Painter) -> Box {
    var status = StyledText()
    if let snapshot = members.snapshot {
      status.append("polled " + Format.ago(now - snapshot.takenAt), .uiDim)
    }
    return Box(
      number: Pane.members.rawValue, title: Pane.members.title, status: status,
      isFocused: isFocused)
  }

  func list(in inside: Rect) -> Rect { inside.dropTop(1) }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    guard let snapshot = members.snapshot, !snapshot.members.isEmpty else {
      Notice("No member is known yet.").draw(in: area.inside.text, on: &painter)
      return nil
    }
    let rows = snapshot.members.map { cells(of: $0, painter) }
    let table = Table(columns: Self.columns, rows: rows)
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
      var detail = StyledText()
      if hasReasons, !member.reason.isEmpty { detail.append(reason(member, painter)) }
      if hasDetails, member.status != nil {
        detail.append(
          hidden(in: rows[index], widths, hasAlarms: !member.alarms.isEmpty, after: detail))
      }
      guard !detail.isEmpty, y < list.height else { continue }
      painter.draw(
        detail, x: line.text.x + 2, y: list.y + y, columns: line.text.width - 2)
      y += 1
    }
    drawChanges(in: list.dropTop(y).text, snapshot, &painter)
    ScrollBar(top: members.cursor.top, visible: list.height, count: snapshot.members.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  private static let columns: [Table.Column] = [
    .init(title: "  NAME", maximum: 26),
    .init(title: "ROLE", rank: 2),
    .init(title: "HEALTH"),
    .init(title: "VERSION", label: "v", rank: 8),
    .init(title: "DB", align: .right, rank: 4),
    .init(title: "IN USE", align: .right, rank: 10),
    .init(title: "TERM", align: .right, rank: 9),
    .init(title: "INDEX", label: "raft ", align: .right, rank: 7),
    .init(title: "APPLIED", align: .right, rank: 6),
    .init(title: "LAG", align: .right, rank: 3),
    .init(title: "RTT", align: .right, rank: 5),
    .init(title: "AGE", align: .right, rank: 1),
    .init(title: "ALARMS", rank: 11),
  ]
  private static let alarms = columns.count - 1

  private func cells(of member: MemberSnapshot, _ painter: Painter) -> [StyledText] {
    let sanitiser = Sanitiser(width: painter.width)
    let status = member.status
    /// An old answer recedes; its age says how old.
    let plain: ThemeRole = member.isStale ? .statusStale : .uiForeground
    let dim: ThemeRole = member.isStale ? .statusStale : .uiDim
    func cell(_ text: String?, _ role: ThemeRole) -> StyledText {
      StyledText(text ?? "-", text == nil ? .uiFaint : role)
    }
    let health = Health(member, painter.glyphs)
    var name = StyledText("\(health.glyph(for: member, painter.glyphs)) ", health.role)
    name.append(sanitiser.text(member.displayName), .uiForeground)
    let lag = member.lag
    let used = status.flatMap {
      $0.dbSizeInUse > 0 && $0.dbSize > 0 ? Double($0.dbSizeInUse) / Double($0.dbSize) : nil
    }
    let alarms = member.alarms.map(\.description) + (status?.errors ?? [])
    return [
      name,
      role(member, painter.glyphs),
      StyledText(health.word, health.role),
      cell(status.map { sanitiser.text($0.version) }, dim),
      cell(status.map { Format.bytes($0.dbSize) }, plain),
      cell(used.map(Format.percent), dim),
      cell(status.map { "\($0.raftTerm)" }, dim),
      cell(status.map { "\($0.raftIndex)" }, dim),
      cell(status.flatMap { $0.raftAppliedIndex > 0 ? "\($0.raftAppliedIndex)" : nil }, plain),
      cell(lag.map { Format.grouped($0) }, lagRole(member, lag)),
      cell(member.statusRoundTrip.map(Format.latency), dim),
      age(of: member),
      alarms.isEmpty
        ? StyledText("none", .uiFaint)
        : StyledText(sanitiser.text(alarms.joined(separator: ", ")), .alarm),
    ]
  }

  private func role(_ member: MemberSnapshot, _ glyphs: GlyphSet) -> StyledText {
    // Two leaders on the screen would be a lie: the old one is not known to lead any more.
    if let role = member.role, member.isStale {
      return StyledText(role == .leader ? "was leader" : role.rawValue, .statusStale)
    }
    return switch member.role {
    case .leader: StyledText("leader", .roleLeader)
    case .follower: StyledText("follower", .roleFollower)
    case .learner: StyledText("learner", .roleLearner)
    case nil: StyledText("unknown", .roleUnknown)
    }
  }

  private func lagRole(_ member: MemberSnapshot, _ lag: UInt64?) -> ThemeRole {
    if member.isStale { return .statusStale }
    return member.verdict == .lagging ? .lagCritical : (lag ?? 0) > 10 ? .lagWarn : .lagOK
  }

  private func age(of member: MemberSnapshot) -> StyledText {
    guard let answeredAt = member.answeredAt else { return StyledText("never", .uiFaint) }
    let age = Format.age(now - answeredAt)
    return member.isStale ? StyledText("stale \(age)", .statusStale) : StyledText(age, .uiDim)
  }

  /// The cells that the table had no room for.
  private func hidden(
    in cells: [StyledText], _ widths: [Int], hasAlarms: Bool, after before: StyledText
  ) -> StyledText {
    var text = StyledText()
    for (index, width) in widths.enumerated() where width == 0 {
      if index == Self.alarms, !hasAlarms { continue }
      if !before.isEmpty || !text.isEmpty { text.append("  ") }
      text.append(Self.columns[index].label, .uiFaint)
      text.append(cells[index])
    }
    return text
  }

  private func reason(_ member: MemberSnapshot, _ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    var text = StyledText(sanitiser.text(member.reason), Health(member, painter.glyphs).role)
    if !member.isUp, let next = member.nextPoll {
      let wait = next - now
      text.append(
        wait > .seconds(1) ? "  asked again in \(Format.age(wait))" : "  asking again", .uiDim)
    }
    return text
  }

  private func drawChanges(
    in rest: Rect, _ snapshot: ClusterSnapshot, _ painter: inout Painter
  ) {
    let sanitiser = Sanitiser(width: painter.width)
    var y = 0
    for remark in snapshot.remarks where y < rest.height {
      painter.draw(
        StyledText("\(painter.glyphs.warning) \(sanitiser.text(remark))", .statusWarn), x: rest.x,
        y: rest.y + y, columns: rest.width)
      y += 1
    }
    guard rest.height - y >= 3, !members.timeline.isEmpty else { return }
    y += 1
    painter.draw(
      StyledText("RECENT CHANGES", .uiFaint), x: rest.x, y: rest.y + y, columns: rest.width)
    y += 1
    for entry in members.timeline.reversed().prefix(rest.height - y) {
      painter.draw(
        timelineText(entry, now: now, clock: wallClock, sanitiser), x: rest.x, y: rest.y + y,
        columns: rest.width)
      y += 1
    }
  }
}

/// A member's verdict as a word, a colour and a glyph.
struct Health {
  let word: String
  let role: ThemeRole
  private let mark: Unicode.Scalar?

  init(_ member: MemberSnapshot, _ glyphs: GlyphSet) {
    if member.isPending {
      (word, role, mark) = ("asking", .statusBusy, glyphs.learner)
      return
    }
    word = member.verdict.rawValue
    switch member.verdict {
    case .healthy: (role, mark) = (.healthOK, nil)
    case .slow, .lagging: (role, mark) = (.healthSlow, glyphs.warning)
    case .noLeader, .alarm: (role, mark) = (.healthDown, glyphs.warning)
    case .unreachable, .partitioned: (role, mark) = (.healthDown, glyphs.down)
    }
  }

  /// What is wrong before what its part is.
  func glyph(for member: MemberSnapshot, _ glyphs: GlyphSet) -> Unicode.Scalar {
    if let mark { return mark }
    return switch member.role {
    case .leader: glyphs.leader
    case .learner: glyphs.learner
    case .follower, nil: glyphs.follower
    }
  }
}

/// A change of the cluster on one line.
func timelineText(
  _ entry: TimelineEntry, now: ContinuousClock.Instant, clock: WallClock?, _ sanitiser: Sanitiser
) -> StyledText {
  let time = clock.map { Format.time($0.millisecondsOfDay(at: entry.at)) }
  var text = StyledText((time ?? Format.ago(now - entry.at)) + "  ", .eventTime)
  let role: ThemeRole =
    switch entry.change {
    case .leaderLost, .alarmRaised, .connectionDown: .statusWarn
    case .leaderMoved: .roleLeader
    case .verdict(_, let verdict, _): verdict == .healthy ? .healthOK : .statusWarn
    default: .uiForeground
    }
  text.append(sanitiser.text(entry.words), role)
  return text
}
