import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Clusters that want to know who asks", .aheadOfComputing)
struct AccessTests {
  @Test("mutual TLS: in with a certificate, and in words why not without")
  func mutualTLS() async throws {
    try await withTemporaryFolder { folder in
      let certificates = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.single
      options.clientTLS = certificates.serverTLS(mutual: true)
      try await withCluster(options) { cluster in
        let endpoint = cluster.members[0].clientEndpoint
        let files = [
          "--cacert", certificates.authorityFile, "--cert", certificates.client.certificateFile,
          "--key", certificates.client.keyFile,
        ]
        let explorer = try Explorer.start(["--endpoints", endpoint] + files, in: folder)
        try await explorer.until(shows: "1/1 up")
        let status = try await Explorer.run(["status", "--endpoints", endpoint] + files)
        #expect(status.exit == .status(0))

        let refused = try await Explorer.run(
          ["status", "--endpoints", endpoint, "--cacert", certificates.authorityFile])
        #expect(refused.exit == .status(2))
        #expect(refused.output.contains("client certificate"))
        let untrusted = try await Explorer.run(
          ["status", "--endpoints", endpoint] + files.dropFirst(2))
        #expect(untrusted.exit == .status(2))
        #expect(untrusted.output.contains("authority"))
      }
    }
  }

  @Test("a user: the password is asked for without an echo, a wrong one is said to be wrong")
  func user() async throws {
    try await withTemporaryFolder { folder in
      try await withCluster(.single) { cluster in
        let endpoint = cluster.members[0].clientEndpoint
        try await enableAuth(at: endpoint)
        let explorer = try Explorer.start(["--endpoints", endpoint, "--user", "root"], in: folder)
        try await explorer.until(shows: "Password of root:")
        #expect(!explorer.modes.echoes)
        explorer.send("sesame\r")
        let screen = try await explorer.until(shows: "1/1 up")
        #expect(!screen.contains("sesame"))
        try await explorer.until(shows: "visible")

        let wrong = try Explorer.start(
          ["--endpoints", endpoint, "--user", "root:guess"], in: folder)
        try await wrong.until(shows: "password")
      }
    }
  }

  @Test("a user who may read some ranges browses those, and sees where access ends")
  func someRanges() async throws {
    try await withTemporaryFolder { folder in
      try await withCluster(.single) { cluster in
        let endpoint = cluster.members[0].clientEndpoint
        try await enableAuth(at: endpoint) { client in
          for key in ["/app/config/web", "/app/lock", "/data/a", "/data/b1", "/data/b2/x", "flag"] {
            _ = try await client.put(PutRequest(key: Key(key), value: Array("yes".utf8)))
          }
          _ = try await client.roleAdd(AuthRoleAddRequest(name: "reader"))
          let ranges: [KeyRange] = [
            .prefix(Array("/app/config/".utf8)), .prefix(Array("/data/b".utf8)),
            .single(Key("flag")),
          ]
          for range in ranges {
            _ = try await client.roleGrantPermission(
              AuthRoleGrantPermissionRequest(
                name: "reader", permission: Permission(access: .read, range: range)))
          }
          _ = try await client.userAdd(AuthUserAddRequest(name: "alice", password: "rabbit"))
          _ = try await client.userGrantRole(
            AuthUserGrantRoleRequest(user: "alice", role: "reader"))
        }
        let explorer = try Explorer.start(
          ["--endpoints", endpoint, "--user", "alice:rabbit"], in: folder)
        try await explorer.until("what the role allows") { screen in
          ["config/", "web", "b1", "b2/", "flag", "[no access]"].allSatisfy(screen.contains)
        }
        let screen = try await explorer.until(shows: "[no access]")
        #expect(!screen.contains("lock") && screen.row(with: "/data/a") == nil)
        let listed = try await Explorer.run(
          ["ls", "/app/config/", "--endpoints", endpoint, "--user", "alice:rabbit"])
        #expect(listed.exit == .status(0) && listed.output == "/app/config/web\n")
        let refused = try await Explorer.run(
          ["ls", "/app/", "--endpoints", endpoint, "--user", "alice:rabbit"])
        #expect(refused.exit == .status(1) && refused.output.contains("permission"))
      }
    }
  }

  private func enableAuth(
    at endpoint: String, prepare: (EtcdClient) async throws -> Void = { _ in }
  ) async throws {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport())
    client.start()
    _ = try await client.put(PutRequest(key: Key("visible"), value: Array("yes".utf8)))
    _ = try await client.userAdd(AuthUserAddRequest(name: "root", password: "sesame"))
    _ = try await client.roleAdd(AuthRoleAddRequest(name: "root"))
    _ = try await client.userGrantRole(AuthUserGrantRoleRequest(user: "root", role: "root"))
    try await prepare(client)
    _ = try await client.authEnable()
    await client.shutDown()
  }
}
