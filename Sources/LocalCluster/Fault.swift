/// What can be done to a member. Each may be injected at any time; what is already so is no error.
public enum Fault: Hashable, Sendable {
  /// SIGKILL; returns when the process is gone.
  case kill
  /// SIGTERM; returns when the process is gone. Killed after 10 s.
  case stop
  /// Starts the member again with its data; a running one is stopped first. Returns when the
  /// process runs, which is before it serves.
  case restart
  /// Starts a member that is down as a new one, without data, that the cluster was told of by
  /// MemberAdd. `cluster` are the indexes of all members that it has then, this one among them.
  /// Returns when the process runs.
  case join(cluster: [Int])
  /// SIGSTOP: connections stay up and nothing answers. Returns when the whole process has stopped.
  case pause
  case resume
  /// Cuts the member off from all others, silently and in both directions. Clients still reach it.
  case partition
  /// Ends partition, blackhole and delay.
  case heal
  /// Makes the client link's round trip that much longer; 0 ends it.
  case delay(milliseconds: Int)
  /// Lets nothing through between clients and the member, silently.
  case blackhole
  /// Resets the connections that clients have now; new ones work.
  case resetConnections
}
