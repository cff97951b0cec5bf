import EtcdModel

extension ServerErrorTable {
  static let clusterErrors = [
    ServerError(
      "etcdserver: member not found", GRPCCode.notFound, .notFound,
      "look the member's id up in the member list"),
    ServerError(
      "etcdserver: cluster ID mismatch", GRPCCode.failedPrecondition, .clusterMismatch,
      "give the endpoints of one cluster only"),
    precondition("bad leader transferee", "choose a voting member that is up"),
    precondition("member ID already exist", "use other peer URLs"),
    precondition("Peer URLs already exists", "use other peer URLs"),
    precondition(
      "re-configuration failed due to not enough started members",
      "start the members that are down first"),
    precondition("can only promote a learner member", "choose a learner"),
    precondition(
      "can only promote a learner member which is in sync with leader",
      "wait until the learner has caught up"),
    precondition(
      "too many learner members in cluster", "promote or remove the learner that is there"),
    invalid("given member URLs are invalid", "write them as http://host:port"),
    precondition(
      "cluster version not found during downgrade", "wait until the cluster knows its version"),
    precondition(
      "cluster has a downgrade job in progress", "wait for it to end, or cancel it first"),
    precondition("no inflight downgrade job", "start a downgrade before cancelling it"),
    invalid("wrong downgrade target version format", "write the version as 3.5"),
    invalid("invalid downgrade target version", "give the version one minor below the cluster's"),
  ]

  static let authErrors = [
    ServerError(
      "etcdserver: invalid auth token", GRPCCode.unauthenticated, .unauthenticated,
      "log in again", reaction: .refreshToken),
    ServerError(
      "etcdserver: revision of auth store is old", GRPCCode.invalidArgument, .unauthenticated,
      "log in again: users or roles changed", reaction: .refreshToken),
    // The same from older servers, 3.5.1 among them.
    ServerError(
      "auth: revision in header is old", GRPCCode.unknown, .unauthenticated,
      "log in again: users or roles changed", reaction: .refreshToken),
    ServerError(
      "etcdserver: user name is empty", GRPCCode.invalidArgument, .unauthenticated,
      "give --user: the cluster wants to know who asks", reaction: .refreshToken),
    ServerError(
      "etcdserver: authentication failed, invalid user ID or password", GRPCCode.invalidArgument,
      .unauthenticated, "check --user and --password"),
    ServerError(
      "etcdserver: permission denied", GRPCCode.permissionDenied, .permissionDenied,
      "use a user whose roles allow it"),
    precondition("authentication is not enabled", "leave out --user"),
    precondition("root user does not exist", "add the user root first"),
    precondition("root user does not have root role", "grant the role root to the user root"),
    precondition("user name already exists", "choose another name"),
    precondition("user name not found", "check the user's name"),
    precondition("role name already exists", "choose another name"),
    precondition("role name not found", "check the role's name"),
    precondition("role is not granted to the user", "check the user's roles"),
    precondition("permission is not granted to the role", "check the role's permissions"),
    invalid("role name is empty", "give the role a name"),
    invalid("permission not given", "say which keys, and whether to read or to write"),
    invalid("invalid auth management", "leave the user root and the role root as they are"),
  ]
}
