import LocalCluster
import TestSupport

/// A single real etcd member.
struct EtcdServer: Sendable {
  private let cluster: LocalCluster

  /// `host:port`, without a proxy between.
  var address: String {
    String(cluster.members[0].directEndpoint.split(separator: "/").last ?? "")
  }

  var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

  /// Plain HTTP, with TLS for clients, too.
  var metricsPort: UInt16 {
    cluster.members[0].metricsEndpoint.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
  }

  fileprivate init(_ cluster: LocalCluster) {
    self.cluster = cluster
  }

  func inject(_ fault: Fault) async throws { try await cluster.inject(fault, on: 0) }
}

/// Runs a test with a server, which is stopped afterwards.
func withServer<Value>(
  tls: ClusterOptions.ServerTLS? = nil, _ body: (EtcdServer) async throws -> Value
) async throws -> Value {
  var options = ClusterOptions.single
  options.clientTLS = tls
  return try await withCluster(options) { try await body(EtcdServer($0)) }
}
