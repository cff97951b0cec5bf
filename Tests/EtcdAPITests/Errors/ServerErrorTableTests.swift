import EtcdAPI
import EtcdModel
import Testing

@Suite("Server errors")
struct ServerErrorTableTests {
  @Test("Every error of etcd's servers is known by its words", arguments: known)
  func isKnown(status: Int, code: EtcdError.Code, words: [String]) {
    for message in words.map({ "etcdserver: " + $0 }) {
      let entry = ServerErrorTable.entry(for: message)
      #expect(entry?.status == status, "\(message)")
      #expect(entry?.code == code, "\(message)")
      #expect(ServerErrorTable.error(message: message, status: 2).code == code)
    }
  }

  static let known: [(Int, EtcdError.Code, [String])] = [
    (14, .noLeader, ["no leader"]),
    (14, .unavailable, ["leader changed", "server stopped", "unhealthy cluster"]),
    (
      14, .timedOut,
      [
        "request timed out", "request timed out, possibly due to previous leader failure",
        "request timed out, possibly due to connection lost",
        "request timed out, waiting for the applied index took too long",
      ]
    ),
    (9, .clusterMismatch, ["cluster ID mismatch"]),
    (
      9, .failedPrecondition,
      [
        "not leader", "not capable", "rpc not supported for learner", "bad leader transferee",
        "lease already exists", "member ID already exist", "Peer URLs already exists",
        "re-configuration failed due to not enough started members",
        "can only promote a learner member",
        "can only promote a learner member which is in sync with leader",
        "too many learner members in cluster", "root user does not exist",
        "root user does not have root role", "user name already exists", "user name not found",
        "role name already exists", "role name not found", "role is not granted to the user",
        "permission is not granted to the role", "authentication is not enabled",
        "cluster version not found during downgrade", "cluster has a downgrade job in progress",
        "no inflight downgrade job",
      ]
    ),
    (
      3, .invalidArgument,
      [
        "key is not provided", "key not found", "value is provided", "lease is provided",
        "too many operations in txn request", "duplicate key given in txn request",
        "invalid client api version", "invalid sort option", "given member URLs are invalid",
        "request is too large", "role name is empty", "permission not given",
        "invalid auth management", "wrong downgrade target version format",
        "invalid downgrade target version",
      ]
    ),
    (
      3, .unauthenticated,
      [
        "user name is empty", "authentication failed, invalid user ID or password",
        "revision of auth store is old",
      ]
    ),
    (11, .compacted, ["mvcc: required revision has been compacted"]),
    (11, .futureRevision, ["mvcc: required revision is a future revision"]),
    (11, .invalidArgument, ["too large lease TTL"]),
    (8, .noSpace, ["mvcc: database space exceeded"]),
    (8, .unavailable, ["too many requests"]),
    (5, .notFound, ["requested lease not found", "member not found"]),
    (7, .permissionDenied, ["permission denied"]),
    (16, .unauthenticated, ["invalid auth token"]),
    (15, .corrupt, ["corrupt cluster"]),
    (1, .cancelled, ["watch canceled", "request canceled"]),
    (4, .timedOut, ["context deadline exceeded"]),
  ]

  @Test("A watch's cancel reasons are known too")
  func cancelReasons() {
    for reason in [
      "mvcc: duplicate watch ID provided on the WatchStream", "mvcc: watcher range is empty",
      "etcdserver: mvcc: required revision has been compacted",
    ] {
      #expect(ServerErrorTable.entry(for: reason) != nil, "\(reason)")
    }
  }

  @Test("The table names no error twice, and a fix for all but a cancelled call")
  func isWellFormed() {
    let all = ServerErrorTable.all
    #expect(Set(all.map(\.message)).count == all.count)
    for entry in all where entry.code != .cancelled {
      let fix = entry.fix ?? ""
      #expect(!fix.isEmpty && !fix.hasSuffix("."), "\(entry.message)")
    }
  }

  @Test("Three errors of etcd, and the old words of one, ask for a new token")
  func refreshToken() {
    let messages = ServerErrorTable.all.filter { $0.reaction == .refreshToken }.map(\.message)
    #expect(
      Set(messages) == [
        "etcdserver: invalid auth token", "etcdserver: revision of auth store is old",
        "etcdserver: user name is empty", "auth: revision in header is old",
      ])
  }

  @Test("A learner's refusal asks for a voting member")
  func learner() {
    let entry = ServerErrorTable.entry(for: "etcdserver: rpc not supported for learner")
    #expect(entry?.reaction == .askVotingMember)
  }

  @Test(
    "Unknown words are classed by the gRPC code",
    arguments: [
      (1, EtcdError.Code.cancelled), (2, .other), (3, .invalidArgument), (4, .timedOut),
      (5, .notFound), (7, .permissionDenied), (8, .other), (9, .failedPrecondition),
      (11, .invalidArgument), (12, .unimplemented), (13, .other), (14, .unavailable),
      (15, .corrupt), (16, .unauthenticated), (99, .other),
    ])
  func unknownWords(status: Int, code: EtcdError.Code) {
    let error = ServerErrorTable.error(message: "a new complaint", status: status)
    #expect(error.code == code)
    #expect(error.message == "a new complaint")
  }
}
