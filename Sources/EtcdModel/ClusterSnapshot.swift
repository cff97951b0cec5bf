/// All members at one moment, as the member-status service publishes it.
public struct ClusterSnapshot: Hashable, Sendable {
  public var clusterID: ClusterID?
  public var takenAt: ContinuousClock.Instant
  /// In a stable order: by name, then id, then endpoint.
  public var members: [MemberSnapshot]
  /// Raised alarms of the whole cluster.
  public var alarms: [Alarm]
  /// What concerns the cluster as a whole, in words: quorum lost, two members that claim to lead,
  /// endpoints of different clusters. Empty when nothing is wrong.
  public var remarks: [String]

  public init(
    clusterID: ClusterID? = nil, takenAt: ContinuousClock.Instant,
    members: [MemberSnapshot] = [], alarms: [Alarm] = [], remarks: [String] = []
  ) {
    self.clusterID = clusterID
    self.takenAt = takenAt
    self.members = members
    self.alarms = alarms
    self.remarks = remarks
  }

  /// The member that holds the role of leader, by fresh answers only; of two that claim it, the
  /// one of the later term.
  public var leader: MemberSnapshot? {
    members.filter { $0.role == .leader && !$0.isStale && $0.isUp }
      .max { $0.status?.raftTerm ?? 0 < $1.status?.raftTerm ?? 0 }
  }

  /// True when every member was judged at least once.
  public var isComplete: Bool { !members.isEmpty && !members.contains { $0.isPending } }

  /// The highest term among fresh answers.
  public var term: UInt64? {
    freshAnswers.map(\.raftTerm).max()
  }

  /// The highest revision among fresh answers.
  public var revision: Revision? {
    freshAnswers.map(\.revision).max()
  }

  /// The name of the member with this id, as far as it is among the members.
  public func name(of id: MemberID) -> String? {
    members.first { $0.id == id }.map(\.name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private var freshAnswers: [StatusReport] {
    members.filter { !$0.isStale }.compactMap(\.status)
  }
}
