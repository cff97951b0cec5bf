/// A member as the cluster's membership list knows it (`etcdserverpb.Member`).
public struct Member: Hashable, Sendable {
  public var id: MemberID
  /// Empty while the member has not started yet.
  public var name: String
  public var peerURLs: [String]
  public var clientURLs: [String]
  /// A learner receives the log but has no vote and serves no linearizable request.
  public var isLearner: Bool

  public init(
    id: MemberID, name: String, peerURLs: [String] = [], clientURLs: [String] = [],
    isLearner: Bool = false
  ) {
    self.id = id
    self.name = name
    self.peerURLs = peerURLs
    self.clientURLs = clientURLs
    self.isLearner = isLearner
  }
}

/// A raised alarm (`etcdserverpb.AlarmMember`).
public struct Alarm: Hashable, Sendable {
  public enum Kind: Hashable, Sendable, CustomStringConvertible {
    /// The backend reached its quota: writes are refused.
    case noSpace
    /// Members disagree about the data.
    case corrupt
    /// An alarm of a newer server, by its number.
    case other(Int)

    public var description: String {
      switch self {
      case .noSpace: "NOSPACE"
      case .corrupt: "CORRUPT"
      case .other(let number): "ALARM \(number)"
      }
    }
  }

  public var member: MemberID
  public var kind: Kind

  public init(member: MemberID, kind: Kind) {
    self.member = member
    self.kind = kind
  }
}

/// What one member answers to `Maintenance.Status`.
public struct StatusReport: Hashable, Sendable {
  public var clusterID: ClusterID
  /// The member that answered, from the response header.
  public var memberID: MemberID
  public var revision: Revision
  /// The server's version, such as "3.4.23".
  public var version: String
  /// Bytes of the backend file.
  public var dbSize: Int64
  /// Bytes of the backend that hold data; 0 from servers before 3.4.
  public var dbSizeInUse: Int64
  /// Bytes that the backend may grow to; 0 from servers before 3.6.
  public var dbSizeQuota: Int64
  /// The leader that this member believes in; id 0 when it knows none.
  public var leader: MemberID
  /// The committed index of the raft log.
  public var raftIndex: UInt64
  /// The index applied to the store; 0 from servers before 3.4.
  public var raftAppliedIndex: UInt64
  public var raftTerm: UInt64
  public var errors: [String]
  public var isLearner: Bool
  /// Empty before 3.6.
  public var storageVersion: String
  /// The version a running downgrade goes to; nil when none runs.
  public var downgradeTarget: String?

  public init(
    clusterID: ClusterID, memberID: MemberID, revision: Revision, version: String, dbSize: Int64,
    dbSizeInUse: Int64 = 0, dbSizeQuota: Int64 = 0, leader: MemberID, raftIndex: UInt64,
    raftAppliedIndex: UInt64, raftTerm: UInt64, errors: [String] = [], isLearner: Bool = false,
    storageVersion: String = "", downgradeTarget: String? = nil
  ) {
    self.clusterID = clusterID
    self.memberID = memberID
    self.revision = revision
    self.version = version
    self.dbSize = dbSize
    self.dbSizeInUse = dbSizeInUse
    self.dbSizeQuota = dbSizeQuota
    self.leader = leader
    self.raftIndex = raftIndex
    self.raftAppliedIndex = raftAppliedIndex
    self.raftTerm = raftTerm
    self.errors = errors
    self.isLearner = isLearner
    self.storageVersion = storageVersion
    self.downgradeTarget = downgradeTarget
  }

  /// Log entries committed but not yet applied by this member, as far as it knows itself; 0 from
  /// servers that don't tell what they applied.
  public var lag: UInt64 {
    raftAppliedIndex > 0 && raftIndex > raftAppliedIndex ? raftIndex - raftAppliedIndex : 0
  }
}
