import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The upper part of a wall: one word for how the cluster is, the time, a sentence about what is
/// wrong, and the numbers that matter.
struct WallBoard {
  let state: ExplorerState
  private let header: Header
  private let members: [MemberSnapshot]

  init(_ state: ExplorerState) {
    self.state = state
    header = state.header
    members = state.members.snapshot?.members ?? []
  }

  func draw(in board: Rect, on painter: inout Painter) {
    let inside = board.inset(columns: board.width < 60 ? 1 : 2, rows: 0)
    var rest = inside.dropTop(inside.height >= 18 ? 1 : 0)
    rest = rest.dropTop(drawHeadline(in: rest, on: &painter))
    // Without half blocks small letters are taller.
    let isTight = painter.glyphs.halves == nil && inside.height < 18
    if inside.height >= 11, !isTight { rest = rest.dropTop(1) }
    let lines = sentences(painter)
    // What is wrong has as many lines as it needs, as long as the numbers keep theirs.
    let shown = lines.prefix(max(1, min(lines.count, rest.height - 9)))
    for line in shown {
      painter.draw(
        line.cutAfterWord(columns: rest.width, painter), x: rest.x, y: rest.y, columns: rest.width)
      rest = rest.dropTop(1)
    }
    if inside.height >= 12, !isTight { rest = rest.dropTop(1) }
    let tiles = WallTiles(state: state, header: header)
    tiles.draw(in: rest, on: &painter)
  }

  // MARK: - The word

  /// Returns the rows that it took.
  private func drawHeadline(in rect: Rect, on painter: inout Painter) -> Int {
    let (word, role) = headline
    let height = rect.height >= 26 ? 10 : rect.height >= 11 ? 5 : 3
    let limit = Size(columns: rect.width, rows: max(height, painter.glyphs.halves == nil ? 5 : 3))
    guard let text = BigText(word, role), let scale = text.scale(in: limit, painter.glyphs) else {
      painter.draw(StyledText(word, role), x: rect.x, y: rect.y, columns: rect.width)
      return 1
    }
    let size = text.size(scale, painter.glyphs)
    text.draw(scale, x: rect.x, y: rect.y, on: &painter)
    if let clock {
      let columns = clock.size(scale, painter.glyphs).columns
      if size.columns + columns + 4 <= rect.width {
        clock.draw(scale, x: rect.maxX - columns, y: rect.y, on: &painter)
      }
    }
    return size.rows
  }

  private var headline: (String, ThemeRole) {
    if members.isEmpty || members.allSatisfy(\.isPending) { return ("CONNECTING", .statusBusy) }
    if header.hasDiverged { return ("DATA DIVERGED", .statusCritical) }
    if header.membersUp == 0 { return ("NO ANSWER", .healthDown) }
    if header.leader == nil { return ("NO LEADER", .statusCritical) }
    if !header.alarms.isEmpty { return ("ALARM", .statusCritical) }
    if header.membersUp < header.members {
      return ("\(header.membersUp) OF \(header.members) UP", .healthSlow)
    }
    let worst = members.map(\.verdict).min() ?? .healthy
    return worst == .healthy
      ? ("HEALTHY", .healthOK) : (worst.rawValue.uppercased(), .healthSlow)
  }

  private var clock: BigText? {
    state.wallClock.flatMap {
      BigText(String(Format.time($0.millisecondsOfDay(at: state.now)).prefix(5)), .uiDim)
    }
  }

  // MARK: - Sentences

  private func sentences(_ painter: Painter) -> [StyledText] {
    let sanitiser = Sanitiser(width: painter.width)
    var first = StyledText(
      sanitiser.text(header.clusterName.isEmpty ? "etcdscope" : header.clusterName), .headerCluster)
    if let answeredAt = header.answeredAt, state.now - answeredAt > .seconds(5) {
      first.append("   last answer \(Format.ago(state.now - answeredAt))", .statusStale)
    } else if let leader = header.leader {
      first.append("   leader ", .uiDim)
      first.append(sanitiser.text(leader), .roleLeader)
      if let term = header.term { first.append("   term \(term)", .uiDim) }
    }
    let troubled = members.filter { $0.verdict != .healthy && !$0.isPending }.map { member in
      let mark = MemberHealth(member, painter.glyphs)
      return StyledText(
        "\(mark.glyph(for: member, painter.glyphs)) \(sanitiser.text(member.displayName)) ",
        mark.role)
        + StyledText(member.verdict.rawValue, mark.role)
        + StyledText(
          member.reason.isEmpty ? "" : ": \(sanitiser.text(member.reason))", .uiForeground)
    }
    let remarks = (state.members.snapshot?.remarks ?? []).map {
      StyledText("\(painter.glyphs.warning) \(sanitiser.text($0))", .statusWarn)
    }
    return troubled.isEmpty && remarks.isEmpty ? [first] : troubled + remarks + [first]
  }
}
