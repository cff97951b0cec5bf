import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// Member by what it believes and what it answers: read down a column, a partition shows as the
/// rows that differ.
struct MemberMatrixCells {
  let snapshot: ClusterSnapshot
  let now: ContinuousClock.Instant
  let painter: Painter

  static let columns: [Table.Column] = [
    .init(title: "  NAME", maximum: 26),
    .init(title: "REACHABLE", rank: 4),
    .init(title: "LEADER"),
    .init(title: "TERM", align: .right, rank: 1),
    .init(title: "LAG", align: .right, rank: 5),
    .init(title: "LIN. READ", label: "linearizable ", rank: 2),
    .init(title: "SER. READ", label: "serializable ", rank: 3),
  ]

  func row(of member: MemberSnapshot) -> [StyledText] {
    [
      MemberHealth.name(of: member, painter),
      reachable(member),
      leader(of: member),
      fact(of: member, member.status.map { "\($0.raftTerm)" }, isLatest: isOfLatestTerm(member)),
      fact(of: member, member.lag.map { Format.grouped($0) }, isLatest: (member.lag ?? 0) <= 10),
      read(member.linearizable, of: member, lateSince: member.linearizableLateSince),
      read(member.serializable, of: member, lateSince: member.serializableLateSince),
    ]
  }

  private func reachable(_ member: MemberSnapshot) -> StyledText {
    if member.isPending { return StyledText("asking", .statusBusy) }
    guard member.isUp else {
      let age = member.answeredAt.map { " for \(Format.age(now - $0))" } ?? ""
      return StyledText("\(painter.glyphs.down) no\(age)", .healthDown)
    }
    let roundTrip = member.statusRoundTrip.map { " \(Format.latency($0))" } ?? ""
    return StyledText("\(painter.glyphs.ok) yes\(roundTrip)", .healthOK)
  }

  private func leader(of member: MemberSnapshot) -> StyledText {
    guard member.status != nil else { return StyledText("-", .uiFaint) }
    let sanitiser = Sanitiser(width: painter.width)
    let leader = snapshot.believedLeader(of: member).map { sanitiser.text($0) }
    if member.isStale { return StyledText(leader.map { "was \($0)" } ?? "knew none", .statusStale) }
    guard let leader else { return StyledText("\(painter.glyphs.down) none", .healthDown) }
    let isItself = member.status?.leader == member.id
    return StyledText(
      isItself ? "\(painter.glyphs.leader) itself" : leader,
      leader == snapshot.leader?.displayName ? .roleLeader : .healthDown)
  }

  private func isOfLatestTerm(_ member: MemberSnapshot) -> Bool {
    member.status?.raftTerm == snapshot.term
  }

  private func fact(of member: MemberSnapshot, _ text: String?, isLatest: Bool) -> StyledText {
    guard let text else { return StyledText("-", .uiFaint) }
    if member.isStale { return StyledText(text, .statusStale) }
    return StyledText(text, isLatest ? .uiForeground : .lagWarn)
  }

  private func read(
    _ outcome: ProbeOutcome?, of member: MemberSnapshot, lateSince: ContinuousClock.Instant?
  ) -> StyledText {
    if let lateSince {
      return StyledText(
        "\(painter.glyphs.warning) waiting \(Format.latency(now - lateSince))", .healthSlow)
    }
    guard let outcome else { return StyledText("not asked", .uiFaint) }
    if outcome.failure != nil { return StyledText("\(painter.glyphs.down) fails", .healthDown) }
    // What it answered before it was lost is no answer any more.
    guard member.isUp else { return StyledText("was ok", .statusStale) }
    return StyledText("\(painter.glyphs.ok) \(Format.latency(outcome.roundTrip))", .healthOK)
  }
}
