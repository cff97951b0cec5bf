/// One member of a local cluster. All but the process number stay the same for its life.
public struct LocalMember: Hashable, Sendable {
  public var name: String
  /// The advertised client URL, through the member's fault proxy.
  public var clientEndpoint: String
  /// The client URL without the proxy.
  public var directEndpoint: String
  /// The advertised peer URL, through a fault proxy.
  public var peerEndpoint: String
  /// Plain HTTP whatever the client URL is: `/metrics` and `/health`, without a proxy.
  public var metricsEndpoint: String
  /// nil while the member is down.
  public var pid: Int32?
}
