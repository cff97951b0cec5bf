public import EtcdAPI
public import EtcdModel
import RPCCore

/// Calls that mean one member: they go to this endpoint on its *status* connection, never through
/// the balancer, are sent once, and their failures don't count against others.
public struct MemberClient: Sendable {
  public let endpoint: Endpoint
  let core: ClientCore

  /// The *status* connection now; idle before the first call.
  public var connection: ConnectionReport {
    core.statusConnections.peek(endpoint)?.report
      ?? ConnectionReport(endpoint: endpoint, role: .status, state: .idle, since: .now)
  }

  /// The certificate that the member shows new clients now, trusted or not, read by a handshake of
  /// its own: no call, and a connection that has long been up may have begun with another. nil on
  /// plaintext endpoints, before the *status* connection was tried, and when none is shown.
  public func certificate() async -> MemberCertificate? {
    let connection = core.statusConnection(to: endpoint).connection
    return await connection.peerCertificate().map { shown in
      MemberCertificate(
        subject: shown.subject, issuer: shown.issuer, names: shown.names,
        expires: .now + shown.timeLeft)
    }
  }

  /// `Maintenance.Status`, which needs no token.
  public func status(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> StatusReport {
    StatusReport(try await call(.status, StatusRequest(), options: options))
  }

  /// A serializable Range asks the member's own store, which even a member without a leader
  /// answers; any other goes through the quorum.
  public func range(
    _ request: RangeRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> RangeResponse {
    try await call(.range, request, options: options)
  }

  /// Reads one key, nil when there is none.
  public func read(
    _ key: Key, serializable: Bool, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> KeyValue? {
    let request = RangeRequest(range: .single(key), limit: 1, isSerializable: serializable)
    return try await range(request, options: options).keyValues.first
  }

  /// Whether this member can read at all: counts the key `health`, as `etcdctl endpoint health`
  /// reads it, so that no value is ever sent.
  public func probe(
    serializable: Bool, options: CallOptions = CallOptions()
  ) async throws(EtcdError) {
    let request = RangeRequest(
      range: .single(Key("health")), isSerializable: serializable, countOnly: true)
    _ = try await range(request, options: options)
  }

  /// The membership as this member knows it.
  public func memberList(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> [Member] {
    try await call(.memberList, MemberListRequest(isLinearizable: false), options: options).members
  }

  /// The raised alarms of the whole cluster, as this member knows them.
  public func alarms(options: CallOptions = CallOptions()) async throws(EtcdError) -> [Alarm] {
    try await call(.alarm, AlarmRequest(), options: options).alarms
  }

  /// Raises or disarms an alarm through this member, or asks for those that are raised.
  public func alarm(
    _ request: AlarmRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AlarmResponse {
    try await call(.alarm, request, options: options)
  }

  /// The hash of the member's whole backend file, which differs between members that agree about
  /// all keys; for comparing keys take `hashKV`.
  public func hash(options: CallOptions = CallOptions()) async throws(EtcdError) -> HashResponse {
    try await call(.hash, HashRequest(), options: options)
  }

  /// The hash of the member's keyspace at a revision, 0 meaning its current one. Comparable between
  /// members only when the compact revisions agree.
  public func hashKV(
    at revision: Revision = 0, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> HashKVResponse {
    try await call(.hashKV, HashKVRequest(revision: revision), options: options)
  }

  /// Rewrites the backend file; the member answers nothing else meanwhile.
  public func defragment(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> DefragmentResponse {
    try await call(.defragment, DefragmentRequest(), options: options)
  }

  /// Works only on the leader; `EtcdClient.moveLeader` finds it.
  public func moveLeader(
    to target: MemberID, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MoveLeaderResponse {
    try await call(.moveLeader, MoveLeaderRequest(target: target), options: options)
  }

  /// gRPC's health service: false while the member defragments, where it is configured to say so.
  /// Knows nothing of partitions; a server without that service counts as serving.
  public func isServing(timeout: Duration) async -> Bool {
    await core.checkHealth(core.statusConnection(to: endpoint), timeout: timeout)
  }

  /// What `isServing` is now and at each later change, until the server ends it.
  public func servingChanges(_ take: (Bool) async throws -> Void) async throws {
    let answers = try await core.serverStream(
      .healthWatch, HealthCheckRequest(), to: endpoint, timeout: nil)
    while let answer = try await answers.next() { try await take(answer.status == .serving) }
  }

  private func call<Request, Response: EtcdResponse>(
    _ method: RPCMethod<Request, Response>, _ request: Request, options: CallOptions
  ) async throws(EtcdError) -> Response {
    try await core.directCall(method, request, to: endpoint, options: options)
  }
}

extension StatusReport {
  init(_ response: StatusResponse) {
    self.init(
      clusterID: response.header.clusterID, memberID: response.header.memberID,
      revision: response.header.revision, version: response.version, dbSize: response.dbSize,
      dbSizeInUse: response.dbSizeInUse, dbSizeQuota: response.dbSizeQuota,
      leader: response.leader, raftIndex: response.raftIndex,
      raftAppliedIndex: response.raftAppliedIndex, raftTerm: response.raftTerm,
      errors: response.errors, isLearner: response.isLearner,
      storageVersion: response.storageVersion,
      downgradeTarget: response.downgrade.flatMap { $0.isEnabled ? $0.targetVersion : nil })
  }
}
