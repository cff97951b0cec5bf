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
    // Without half blocks small letters are taller.
    let isTight = painter.glyphs.halves == nil && inside.height < 18
    let air = inside.height >= 11 && !isTight ? 1 : 0
    let word = word(inside.height, columns: inside.width, painter.glyphs)
    let all = sentences(painter)
    // What is wrong has as many lines as it needs, as long as the numbers keep theirs.
    let room = inside.height - word.rows - 2 * air - Self.leastNumbers
    let lines = all.prefix(max(1, min(all.count, room)))
    let top = inside.height >= 18 ? 1 : 0
    let head = word.rows + air + lines.count
    let numbers = max(0, inside.height - top - head - air)
    let wordAt = state.isWallTurned ? top + numbers + air : top
    let numbersAt = state.isWallTurned ? top : top + head + air
    draw(word, in: inside.dropTop(wordAt), on: &painter)
    for (row, line) in lines.enumerated() {
      painter.draw(
        line.cutAfterWord(columns: inside.width, painter), x: inside.x,
        y: inside.y + wordAt + word.rows + air + row, columns: inside.width)
    }
    WallTiles(state: state, header: header)
      .draw(in: inside.dropTop(numbersAt).rows(numbers), on: &painter)
  }

  /// Rows that the numbers have at least.
  private static let leastNumbers = 9

  // MARK: - The word

  /// The word as large as the board has room for it; nil where it can't be shown in large letters.
  private struct Word {
    var text: BigText?
    var scale = BigText.Scale.small
    var rows = 1
  }

  private func word(_ height: Int, columns: Int, _ glyphs: GlyphSet) -> Word {
    let rows = height >= 32 ? 10 : height >= 11 || glyphs.halves == nil ? 5 : 3
    let limit = Size(columns: columns, rows: rows)
    guard let text = BigText(headline.0, headline.1), let scale = text.scale(in: limit, glyphs)
    else { return Word() }
    return Word(text: text, scale: scale, rows: text.size(scale, glyphs).rows)
  }

  private func draw(_ word: Word, in rect: Rect, on painter: inout Painter) {
    guard let text = word.text else {
      painter.draw(
        StyledText(headline.0, headline.1), x: rect.x, y: rect.y, columns: rect.width)
      return
    }
    text.draw(word.scale, x: rect.x, y: rect.y, on: &painter)
    guard let clock else { return }
    let columns = clock.size(word.scale, painter.glyphs).columns
    if text.size(word.scale, painter.glyphs).columns + columns + 4 <= rect.width {
      clock.draw(word.scale, x: rect.maxX - columns, y: rect.y, on: &painter)
    }
  }

  var headline: (String, ThemeRole) {
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

extension Rect {
  /// So many of its rows, from its top.
  fileprivate func rows(_ count: Int) -> Rect { dropBottom(max(0, height - count)) }
}
