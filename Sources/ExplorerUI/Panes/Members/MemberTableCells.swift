import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The members' facts as a table, the most important ones with the lowest ranks.
struct MemberTableCells {
  let snapshot: ClusterSnapshot
  let now: ContinuousClock.Instant
  let painter: Painter

  private static let gaugeColumns = 6

  /// The quota only where it is known, alarms only where one is raised.
  var columns: [Table.Column] {
    [
      .init(title: "  NAME", maximum: 26),
      .init(title: "ROLE", rank: 2),
      .init(title: "HEALTH"),
      .init(title: "VERSION", label: "v", rank: 8),
      .init(title: "DB", align: .right, rank: 4),
    ] + (hasQuota ? [.init(title: "OF QUOTA", label: "of quota ", rank: 12)] : []) + [
      .init(title: "IN USE", align: .right, rank: 10),
      .init(title: "FREE", align: .right, rank: 13),
      .init(title: "TERM", align: .right, rank: 9),
      .init(title: "INDEX", label: "raft ", align: .right, rank: 7),
      .init(title: "APPLIED", align: .right, rank: 6),
      .init(title: "LAG", align: .right, rank: 3),
      .init(title: "RTT", align: .right, rank: 5),
      .init(title: "AGE", align: .right, rank: 1),
    ] + (hasAlarms ? [.init(title: "ALARMS", rank: 11)] : [])
  }

  private var hasQuota: Bool { snapshot.members.contains { $0.quota != nil } }
  private var hasAlarms: Bool { snapshot.members.contains { !alarms(of: $0).isEmpty } }

  func row(of member: MemberSnapshot) -> [StyledText] {
    let sanitiser = Sanitiser(width: painter.width)
    let status = member.status
    /// An old answer recedes; its age says how old.
    let plain: ThemeRole = member.isStale ? .statusStale : .uiForeground
    let dim: ThemeRole = member.isStale ? .statusStale : .uiDim
    func cell(_ text: String?, _ role: ThemeRole) -> StyledText {
      StyledText(text ?? "-", text == nil ? .uiFaint : role)
    }
    let health = MemberHealth(member, painter.glyphs)
    let inUse = status.flatMap { $0.dbSizeInUse > 0 ? $0.dbSizeInUse : nil }
    let alarms = alarms(of: member)
    return [
      MemberHealth.name(of: member, painter),
      role(member),
      StyledText(health.word, health.role),
      cell(status.map { sanitiser.text($0.version) }, dim),
      cell(status.map { Format.bytes($0.dbSize) }, plain),
    ] + (hasQuota ? [quota(of: member)] : []) + [
      cell(inUse.map { Format.bytes($0) }, dim),
      cell(status?.fragmentation.map(Format.percent), dim),
      cell(status.map { "\($0.raftTerm)" }, dim),
      cell(status.map { "\($0.raftIndex)" }, dim),
      cell(status.flatMap { $0.raftAppliedIndex > 0 ? "\($0.raftAppliedIndex)" : nil }, plain),
      cell(member.lag.map { Format.grouped($0) }, lagRole(member)),
      cell(member.statusRoundTrip.map(Format.latency), dim),
      age(of: member),
    ]
      + (hasAlarms
        ? [StyledText(sanitiser.text(alarms.joined(separator: ", ")), .alarm)] : [])
  }

  private func alarms(of member: MemberSnapshot) -> [String] {
    member.alarms.map(\.description) + (member.status?.errors ?? [])
  }

  private func role(_ member: MemberSnapshot) -> StyledText {
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

  private func lagRole(_ member: MemberSnapshot) -> ThemeRole {
    if member.isStale { return .statusStale }
    return member.verdict == .lagging
      ? .lagCritical : (member.lag ?? 0) > 10 ? .lagWarn : .lagOK
  }

  private func quota(of member: MemberSnapshot) -> StyledText {
    guard let quota = member.quota, quota.bytes > 0, let status = member.status else {
      return StyledText("-", .uiFaint)
    }
    let share = Double(status.dbSize) / Double(quota.bytes)
    let role: ThemeRole =
      share >= 0.95 ? .gaugeCritical : share >= 0.8 ? .gaugeWarn : .gaugeOK
    return Gauge(part: share, role: role).text(columns: Self.gaugeColumns, painter.glyphs)
      + StyledText(" " + Format.percent(share), member.isStale ? .statusStale : .uiForeground)
  }

  private func age(of member: MemberSnapshot) -> StyledText {
    guard let answeredAt = member.answeredAt else { return StyledText("never", .uiFaint) }
    let age = Format.age(now - answeredAt)
    return member.isStale ? StyledText("stale \(age)", .statusStale) : StyledText(age, .uiDim)
  }
}
