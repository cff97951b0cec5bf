import EtcdModel

extension ServerErrorTable {
  static let availabilityErrors = [
    unavailable("no leader", .noLeader, "wait for the election, or bring a quorum back"),
    unavailable("leader changed", .unavailable, "try again"),
    unavailable("server stopped", .unavailable, "use another endpoint or start the member"),
    unavailable("request timed out", .timedOut, timeoutFix),
    unavailable(
      "request timed out, possibly due to previous leader failure", .timedOut, timeoutFix),
    unavailable("request timed out, possibly due to connection lost", .timedOut, timeoutFix),
    unavailable(
      "request timed out, waiting for the applied index took too long", .timedOut,
      "ask another member: this one is behind"),
    unavailable("unhealthy cluster", .unavailable, "bring the members back that are down"),
    ServerError(
      "etcdserver: too many requests", GRPCCode.resourceExhausted, .unavailable,
      "slow down: the member applies its log too slowly"),
    ServerError(
      "etcdserver: request canceled", GRPCCode.cancelled, .cancelled),
    ServerError(
      "etcdserver: context deadline exceeded", GRPCCode.deadlineExceeded, .timedOut, deadlineFix),
    ServerError(
      "context deadline exceeded", GRPCCode.deadlineExceeded, .timedOut, deadlineFix),
    ServerError(
      "etcdserver: rpc not supported for learner", GRPCCode.failedPrecondition,
      .failedPrecondition, "use the endpoint of a voting member", reaction: .askVotingMember),
    precondition("not leader", "send it to the leader"),
    precondition("not capable", "upgrade the members: the cluster's version lacks this"),
  ]

  private static let timeoutFix = "check the members' disks and the network between them"
  private static let deadlineFix = "raise --command-timeout or ask another member"

  static let requestErrors = [
    invalid("key is not provided", "give a key"),
    invalid("key not found", "leave out keeping the value or the lease, or create the key first"),
    invalid("value is provided", "leave out the value, or don't keep the old one"),
    invalid("lease is provided", "leave out the lease, or don't keep the old one"),
    invalid("too many operations in txn request", "split it, or raise --max-txn-ops"),
    invalid("duplicate key given in txn request", "put each key once in a transaction"),
    invalid("invalid client api version", "use a client of the server's generation"),
    invalid("invalid sort option", "sort by key, version, revision or value"),
    invalid("request is too large", "split it, or raise --max-request-bytes"),
  ]

  static let storeErrors = [
    ServerError(
      "etcdserver: mvcc: required revision has been compacted", GRPCCode.outOfRange, .compacted,
      "read a newer revision"),
    ServerError(
      "etcdserver: mvcc: required revision is a future revision", GRPCCode.outOfRange,
      .futureRevision, "read an older revision"),
    ServerError(
      "etcdserver: mvcc: database space exceeded", GRPCCode.resourceExhausted, .noSpace,
      "compact, defragment each member, then disarm the alarm"),
    ServerError(
      "etcdserver: corrupt cluster", GRPCCode.dataLoss, .corrupt,
      "compare the members' hashes and replace the one that differs"),
    ServerError(
      "etcdserver: requested lease not found", GRPCCode.notFound, .notFound,
      "grant a new lease: this one is expired or revoked"),
    precondition("lease already exists", "choose another lease id"),
    ServerError(
      "etcdserver: too large lease TTL", GRPCCode.outOfRange, .invalidArgument,
      "ask for at most 9000000000 seconds"),
  ]

  static let watchErrors = [
    ServerError("etcdserver: watch canceled", GRPCCode.cancelled, .cancelled),
    ServerError(
      "mvcc: duplicate watch ID provided on the WatchStream", GRPCCode.invalidArgument,
      .invalidArgument, "choose another watch id"),
    ServerError(
      "mvcc: watcher range is empty", GRPCCode.invalidArgument, .invalidArgument,
      "give a range whose end lies behind its start"),
  ]

  private static func unavailable(
    _ words: String, _ code: EtcdError.Code, _ fix: String
  ) -> ServerError {
    ServerError("etcdserver: " + words, GRPCCode.unavailable, code, fix)
  }

  static func precondition(_ words: String, _ fix: String) -> ServerError {
    ServerError("etcdserver: " + words, GRPCCode.failedPrecondition, .failedPrecondition, fix)
  }

  static func invalid(_ words: String, _ fix: String) -> ServerError {
    ServerError("etcdserver: " + words, GRPCCode.invalidArgument, .invalidArgument, fix)
  }
}
