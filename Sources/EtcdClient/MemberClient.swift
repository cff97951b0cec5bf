public import EtcdModel

/// Calls that mean one member: they go to this endpoint on its *status* connection, never through
/// the balancer, are never retried, and their failures don't count against others.
public struct MemberClient: Sendable {
  public let endpoint: Endpoint
  let core: ClientCore

  /// The state of the *status* connection now.
  public var connection: ConnectionReport { fatalError() }

  /// `Maintenance.Status` of this member.
  public func status(options: CallOptions = CallOptions()) async throws(EtcdError) -> StatusReport {
    fatalError()
  }

  /// Reads one key from this member; nil when there is no such key.
  ///
  /// - Parameter serializable: true asks the member's own store, which even a member without a
  ///   leader answers; false goes through the quorum.
  public func read(
    _ key: Key, serializable: Bool, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> KeyValue? { fatalError() }

  /// The membership as this member knows it, without asking the quorum (servers since 3.5 would
  /// do so by default).
  public func memberList(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> [Member] { fatalError() }

  /// The raised alarms of the whole cluster, as this member knows them.
  public func alarms(options: CallOptions = CallOptions()) async throws(EtcdError) -> [Alarm] {
    fatalError()
  }

  /// `Maintenance.HashKV` of this member at a revision; 0 means its current one.
  public func hashKV(
    at revision: Revision = 0, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> KeyspaceHash { fatalError() }
}

/// The hash of a member's keyspace. Comparable between members only when both revisions agree.
public struct KeyspaceHash: Hashable, Sendable {
  public var hash: UInt32
  /// Everything up to here was compacted away before hashing.
  public var compactRevision: Revision

  public init(hash: UInt32, compactRevision: Revision) {
    self.hash = hash
    self.compactRevision = compactRevision
  }
}
