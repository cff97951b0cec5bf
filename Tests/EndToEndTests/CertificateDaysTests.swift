import LocalCluster
import TestSupport
import Testing

@Suite("Certificates' days", .aheadOfComputing)
struct CertificateDaysTests {
  @Test("status tells whose certificate ends soon, and the rule about it makes the exit code")
  func endsSoon() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.members(3)
      options.clientTLS = made.serverTLS(mutual: false)
      try await withCluster(options) { cluster in
        let given = [
          "--endpoints", cluster.members.map(\.clientEndpoint).joined(separator: ","),
          "--cacert", made.authorityFile,
        ]
        let calm = try await Explorer.run(
          ["status", "-w", "json", "--alarm", "certificate<1d"] + given)
        #expect(calm.exit == .status(0), "\(calm.output)")
        let facts = calm.output.split(separator: #""certificate": "#).dropFirst()
        #expect(facts.count == 3)
        for fact in facts {
          #expect(fact.contains(#""subject": "/CN=localhost", "issuer": "/CN=etcdscope ca""#))
          #expect(fact.contains(#""names": ["localhost", "127.0.0.1", "::1"]"#))
          #expect(fact.contains(#""days_left": 1"#))
        }
        let alarmed = try await Explorer.run(["status", "--alarm", "certificate<14d"] + given)
        #expect(alarmed.exit == .status(1))
        for member in cluster.members {
          #expect(
            alarmed.output.contains(
              "etcdscope: alarm: \(member.name): certificate<14d: its certificate ends in 1 day"))
        }
      }
    }
  }

  @Test("A member whose certificate has expired is unreachable for that, and the rule names it")
  func expired() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.single
      options.clientTLS = made.serverTLS(mutual: false, made.expired)
      try await withCluster(options) { cluster in
        let status = try await Explorer.run([
          "status", "-w", "json", "--endpoints", cluster.members[0].clientEndpoint, "--cacert",
          made.authorityFile, "--alarm", "certificate<14d",
        ])
        #expect(status.exit != .status(0))
        #expect(status.output.contains(#""reason": "certificate expired on "#), "\(status.output)")
        #expect(status.output.contains(#""days_left": -"#))
        #expect(status.output.contains("certificate<14d: its certificate has expired"))
      }
    }
  }
}
