internal import CEtcdAPI
public import EtcdModel

public struct StatusRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension StatusRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__StatusRequest> {
    etcdserverpb__status_request__init
  }

  init(_ c: Etcdserverpb__StatusRequest) { self.init() }

  func write(to c: inout Etcdserverpb__StatusRequest, in arena: Arena) {}
}

public struct StatusResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var version: String
  /// Bytes of the backend file.
  public var dbSize: Int64
  /// 0 when the member knows no leader.
  public var leader: MemberID
  /// The committed index.
  public var raftIndex: UInt64
  public var raftTerm: UInt64
  /// This and the fields down to `isLearner` since 3.4.
  public var raftAppliedIndex: UInt64
  public var errors: [String]
  public var dbSizeInUse: Int64
  public var isLearner: Bool
  /// This and the rest since 3.6.
  public var storageVersion: String
  public var dbSizeQuota: Int64
  public var downgrade: DowngradeInfo?

  public init(
    header: ResponseHeader = ResponseHeader(), version: String = "", dbSize: Int64 = 0,
    leader: MemberID = MemberID(0), raftIndex: UInt64 = 0, raftTerm: UInt64 = 0,
    raftAppliedIndex: UInt64 = 0, errors: [String] = [], dbSizeInUse: Int64 = 0,
    isLearner: Bool = false, storageVersion: String = "", dbSizeQuota: Int64 = 0,
    downgrade: DowngradeInfo? = nil
  ) {
    self.header = header
    self.version = version
    self.dbSize = dbSize
    self.leader = leader
    self.raftIndex = raftIndex
    self.raftTerm = raftTerm
    self.raftAppliedIndex = raftAppliedIndex
    self.errors = errors
    self.dbSizeInUse = dbSizeInUse
    self.isLearner = isLearner
    self.storageVersion = storageVersion
    self.dbSizeQuota = dbSizeQuota
    self.downgrade = downgrade
  }
}

extension StatusResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__StatusResponse> {
    etcdserverpb__status_response__init
  }

  init(_ c: Etcdserverpb__StatusResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), version: c.version.string, dbSize: c.dbsize,
      leader: MemberID(c.leader), raftIndex: c.raftindex, raftTerm: c.raftterm,
      raftAppliedIndex: c.raftappliedindex, errors: strings(c.errors, c.n_errors),
      dbSizeInUse: c.dbsizeinuse, isLearner: c.islearner != 0,
      storageVersion: c.storageversion.string, dbSizeQuota: c.dbsizequota,
      downgrade: try DowngradeInfo.optional(c.downgradeinfo))
  }

  func write(to c: inout Etcdserverpb__StatusResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.version = arena.copy(version.utf8)
    c.dbsize = dbSize
    c.leader = leader.rawValue
    c.raftindex = raftIndex
    c.raftterm = raftTerm
    c.raftappliedindex = raftAppliedIndex
    (c.n_errors, c.errors) = arena.strings(errors)
    c.dbsizeinuse = dbSizeInUse
    c.islearner = isLearner ? 1 : 0
    c.storageversion = arena.copy(storageVersion.utf8)
    c.dbsizequota = dbSizeQuota
    c.downgradeinfo = downgrade.map(arena.message)
  }
}

extension StatusResponse {
  /// The answer as the member-status service keeps it.
  public var report: StatusReport {
    StatusReport(
      clusterID: header.clusterID, memberID: header.memberID, revision: header.revision,
      version: version, dbSize: dbSize, dbSizeInUse: dbSizeInUse, dbSizeQuota: dbSizeQuota,
      leader: leader, raftIndex: raftIndex, raftAppliedIndex: raftAppliedIndex,
      raftTerm: raftTerm, errors: errors, isLearner: isLearner, storageVersion: storageVersion,
      downgradeTarget: downgrade.flatMap { $0.isEnabled ? $0.targetVersion : nil })
  }
}

/// The downgrade that a cluster is in.
public struct DowngradeInfo: Hashable, Sendable {
  public var isEnabled: Bool
  public var targetVersion: String

  public init(isEnabled: Bool = false, targetVersion: String = "") {
    self.isEnabled = isEnabled
    self.targetVersion = targetVersion
  }
}

extension DowngradeInfo: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__DowngradeInfo> {
    etcdserverpb__downgrade_info__init
  }

  init(_ c: Etcdserverpb__DowngradeInfo) throws(MalformedMessage) {
    self.init(isEnabled: c.enabled != 0, targetVersion: c.targetversion.string)
  }

  func write(to c: inout Etcdserverpb__DowngradeInfo, in arena: Arena) {
    c.enabled = isEnabled ? 1 : 0
    c.targetversion = arena.copy(targetVersion.utf8)
  }
}
