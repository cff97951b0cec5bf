import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Platform
import Scenarios
import TestSupport

extension LocalCluster {
  /// Runs the body with a learner in the cluster, started beside it.
  func withLearner(_ body: (Endpoint) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let ports = try freePorts(2)
      let peer = "http://127.0.0.1:\(ports[0])"
      let endpoint = Endpoint(scheme: .http, host: "127.0.0.1", port: Int(ports[1]))
      let client = try EtcdClient.started(ClientConfiguration(endpoints: endpoints()))
      _ = try await client.memberAdd(MemberAddRequest(peerURLs: [peer], isLearner: true))
      let peers = members.map { "\($0.name)=\($0.peerEndpoint)" } + ["learner=\(peer)"]
      let process = try ChildProcess.start(
        TestBinaries.etcd ?? Executable.find("etcd") ?? "/usr/bin/etcd",
        [
          "--name=learner", "--data-dir=\(folder)/learner", "--logger=zap",
          "--listen-client-urls=\(endpoint)", "--advertise-client-urls=\(endpoint)",
          "--listen-peer-urls=\(peer)", "--initial-advertise-peer-urls=\(peer)",
          "--initial-cluster=\(peers.joined(separator: ","))", "--initial-cluster-state=existing",
        ],
        environment: Environment.lines.filter { !$0.hasPrefix("ETCD_") }, input: .null(),
        output: .null(), error: .null())
      defer {
        process.send(.kill)
        process.waitForExit()
      }
      try await until("the learner serves") {
        (try? await client.member(at: endpoint).status())?.isLearner == true
      }
      await client.shutDown()
      try await body(endpoint)
    }
  }
}
