/// Why there is no cluster, or why a fault could not be injected: a sentence for the user.
public struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  static let noEtcd = ClusterError(
    "etcd is not installed; install it with: apt-get install etcd-server")
  static let hostIsGone = ClusterError(
    "the process that hosts the cluster has ended; start a new cluster")
}
