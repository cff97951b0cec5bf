import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import RPCCore
import Scenarios
import TestSupport
import Testing

/// The rows of etcd's table that need TLS, on clusters of their own.
@Suite("D1, F1: certificates", .timeLimit(.minutes(10)))
struct CertificateTests {
  @Test("D1: an expired certificate and missing TLS are told as such, not as a dial time-out")
  func certificates() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.single
      options.clientTLS = made.serverTLS(mutual: false, made.expired)
      try await withCluster(options) { cluster in
        let secure = try cluster.endpoints()[0]
        let plain = Endpoint(scheme: .http, host: secure.host, port: secure.port)
        for (endpoint, words) in [(secure, "certificate expired"), (plain, "speaks TLS")] {
          let client = try EtcdClient.started(
            ClientConfiguration(
              endpoints: [endpoint], tls: TLSSettings(authorityFile: made.authorityFile)))
          let error = await failure { () throws(EtcdError) in
            try await Operation.linearizableGet.run(by: client, timeout: .seconds(1))
          }
          #expect(error?.connectionFailure?.contains(words) == true, "\(String(describing: error))")
          await client.shutDown()
        }
      }
    }
  }

  @Test("F1: with TLS the first member's end, before or after the client's start, harms nobody")
  func tls() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.members(3)
      options.clientTLS = made.serverTLS(mutual: false)
      try await withCluster(options) { cluster in
        let configuration = ClientConfiguration(
          endpoints: try cluster.endpoints(), tls: TLSSettings(authorityFile: made.authorityFile))
        let before = try EtcdClient.started(configuration)
        try await until("all are connected") { before.ready.count == 3 }
        try await cluster.during(.kill, on: [0]) {
          let after = try EtcdClient.started(configuration)
          for client in [before, after] {
            try await Row("F1", .put, within: .seconds(2), failures: 9).run(by: client)
            try await Row("F1", .linearizableGet, within: .seconds(2), failures: 9).run(by: client)
          }
          await after.shutDown()
        }
        await before.shutDown()
      }
    }
  }
}
