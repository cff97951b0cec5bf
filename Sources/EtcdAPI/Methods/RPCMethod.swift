public import EtcdModel

/// One RPC of the server: how to call it, and what may be done when the call fails.
public struct RPCMethod<Request: WireMessage, Response: WireMessage>: Sendable {
  /// The gRPC path, such as `/etcdserverpb.KV/Range`.
  public let path: String
  public let shape: RPCShape
  /// May be sent again although an earlier attempt may have reached a server: the table of etcd's
  /// own client (`client/v3/retry.go`). Everything else only if it provably never left.
  public let isRepeatable: Bool
  private let recordKind: @Sendable (Request) -> CallRecord.Kind

  init(
    _ path: String, _ shape: RPCShape = .unary, isRepeatable: Bool = false,
    kind: @escaping @Sendable (Request) -> CallRecord.Kind = { _ in .other }
  ) {
    self.path = path
    self.shape = shape
    self.isRepeatable = isRepeatable
    self.recordKind = kind
  }

  /// What the latency pane counts a call with this request as.
  public func kind(of request: Request) -> CallRecord.Kind { recordKind(request) }
}

/// How many messages go each way.
public enum RPCShape: Hashable, Sendable {
  case unary
  case serverStream
  case bidirectional
}
