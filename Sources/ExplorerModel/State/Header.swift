import EtcdModel

/// The facts of the header, taken from the newest snapshots.
public struct Header: Hashable, Sendable {
  public var clusterName: String
  public var membersUp: Int
  /// 0 while nothing is known.
  public var members: Int
  /// The leader's name, or its id where it has none.
  public var leader: String?
  public var term: UInt64?
  public var revision: Revision?
  /// Bytes of the largest backend, and its part that holds data.
  public var dbSize: Int64?
  public var dbSizeInUse: Int64?
  public var alarms: [Alarm]
  /// The last hash check found members that hold different data.
  public var hasDiverged: Bool
  public var isReadOnly: Bool
  public var isProtected: Bool
  public var isDemo: Bool
  /// Our own load.
  public var rpcPerSecond: Double
  public var bytesPerSecond: Double
  /// Entries that servers walked for our listings so far.
  public var entriesWalked: Int
  public var openWatches: Int
  /// When any member last answered; nil before the first answer.
  public var answeredAt: ContinuousClock.Instant?
}

extension ExplorerState {
  public var header: Header {
    let snapshot = members.snapshot
    let statuses = snapshot?.members.filter { !$0.isStale }.compactMap(\.status) ?? []
    let largest = statuses.max { $0.dbSize < $1.dbSize }
    return Header(
      clusterName: options.clusterName,
      membersUp: snapshot?.members.count(where: \.isUp) ?? 0,
      members: snapshot?.members.count ?? 0,
      leader: snapshot?.leader.map(\.displayName),
      term: snapshot?.term, revision: snapshot?.revision,
      dbSize: largest?.dbSize, dbSizeInUse: largest?.dbSizeInUse,
      alarms: snapshot?.alarms ?? [], hasDiverged: members.divergence != nil,
      isReadOnly: options.isReadOnly, isProtected: options.isProtected,
      isDemo: options.demoMembers != nil,
      rpcPerSecond: latency.traffic?.rpcPerSecond ?? 0,
      bytesPerSecond: latency.traffic?.bytesPerSecond ?? 0,
      entriesWalked: tree.summary.entriesWalked,
      openWatches: latency.traffic?.openWatches ?? 0,
      answeredAt: snapshot?.members.compactMap(\.answeredAt).max())
  }

  /// True when a member answers; false as well while nothing is known.
  public var isReachable: Bool {
    members.snapshot?.members.contains(where: \.isUp) ?? false
  }

  /// The endpoints that can't be used, in the order in which they were given.
  public var troubles: [EndpointTrouble] {
    guard let traffic = latency.traffic else { return [] }
    return traffic.endpoints.compactMap { endpoint in
      guard
        let failing = endpoint.connections.first(where: { report in
          if case .transientFailure = report.state { true } else { false }
        }), case .transientFailure(let reason) = failing.state
      else { return nil }
      return EndpointTrouble(
        endpoint: endpoint.endpoint, reason: reason, nextAttempt: failing.nextAttempt)
    }
  }
}
