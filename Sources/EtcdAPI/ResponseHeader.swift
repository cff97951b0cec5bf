internal import CEtcdAPI
public import EtcdModel

/// What every response of etcd begins with (`etcdserverpb.ResponseHeader`).
///
/// The answers of the operations inside a Txn carry only the revision.
public struct ResponseHeader: Hashable, Sendable, WireMessage {
  public var clusterID: ClusterID
  /// The member that answered.
  public var memberID: MemberID
  /// The store's revision when the request was carried out.
  public var revision: Revision
  public var raftTerm: UInt64
  /// The leader by the answering member's belief: a hint, 0 for none. Sent by servers newer than
  /// 3.7.
  public var leaderID: MemberID

  public init(
    clusterID: ClusterID = ClusterID(0), memberID: MemberID = MemberID(0), revision: Revision = 0,
    raftTerm: UInt64 = 0, leaderID: MemberID = MemberID(0)
  ) {
    self.clusterID = clusterID
    self.memberID = memberID
    self.revision = revision
    self.raftTerm = raftTerm
    self.leaderID = leaderID
  }
}

extension ResponseHeader: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__ResponseHeader> {
    etcdserverpb__response_header__init
  }

  init(_ c: Etcdserverpb__ResponseHeader) throws(MalformedMessage) {
    self.init(
      clusterID: ClusterID(c.cluster_id), memberID: MemberID(c.member_id), revision: c.revision,
      raftTerm: c.raft_term, leaderID: MemberID(c.leader_id))
  }

  func write(to c: inout Etcdserverpb__ResponseHeader, in arena: Arena) {
    c.cluster_id = clusterID.rawValue
    c.member_id = memberID.rawValue
    c.revision = revision
    c.raft_term = raftTerm
    c.leader_id = leaderID.rawValue
  }
}
