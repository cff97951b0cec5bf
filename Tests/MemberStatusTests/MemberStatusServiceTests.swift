import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import TestSupport
import Testing

@testable import MemberStatus

@Suite("MemberStatusService on a real cluster", .aheadOfComputing)
struct MemberStatusServiceTests {
  @Test("Connections that are reset cost no verdict")
  func resetConnections() async throws {
    try await ServiceHarness.run { harness in
      let began = ContinuousClock.now
      for victim in 0..<3 { try await harness.cluster.inject(.resetConnections, on: victim) }
      let answered = harness.member(0)?.answeredAt
      try await harness.waits { _ in harness.member(0)?.answeredAt != answered }
      try await harness.becomesHealthy()
      harness.expectWell(since: began)
    }
  }

  @Test("One given endpoint finds all members, and two given URLs of one member are one row")
  func discovery() async throws {
    try await ServiceHarness.run(
      .members(3),
      endpoints: { cluster in
        try [cluster.members[0].directEndpoint, cluster.members[0].clientEndpoint]
          .map(Endpoint.parse)
      },
      { harness in
        let snapshot = try #require(harness.service.latest)
        #expect(snapshot.members.map(\.name) == harness.cluster.members.map(\.name))
        let first = try #require(harness.member(0))
        let urls = [
          harness.cluster.members[0].directEndpoint, harness.cluster.members[0].clientEndpoint,
        ]
        #expect(
          Set(([first.endpoint].compactMap(\.self) + first.aliases).map(\.description)) == Set(urls)
        )
      })
  }

  @Test("With auth on and no user given, the members are judged all the same")
  func authentication() async throws {
    try await ServiceHarness.run(.members(3)) { harness in
      _ = try await harness.client.userAdd(AuthUserAddRequest(name: "root", password: "p"))
      _ = try await harness.client.roleAdd(AuthRoleAddRequest(name: "root"))
      _ = try await harness.client.userGrantRole(
        AuthUserGrantRoleRequest(user: "root", role: "root"))
      _ = try await harness.client.authEnable()
      let began = ContinuousClock.now
      harness.service.refresh()
      try await harness.waits { snapshot in
        snapshot.members.allSatisfy { ($0.linearizable?.at ?? began) > began + .seconds(1) }
      }
      harness.expectWell(since: began)
    }
  }

  @Test("The members of a healthy cluster hold the same data")
  func hashes() async throws {
    try await ServiceHarness.run(.members(3)) { harness in
      for number in 0..<20 {
        _ = try await harness.client.put(PutRequest(key: Key("k\(number)"), value: [1]))
      }
      try await harness.waits { snapshot in
        snapshot.members.allSatisfy { ($0.status?.revision ?? 0) >= 21 }
      }
      let check = try #require(await harness.service.checkHashes())
      #expect(check.conclusion == .equal(members: 3), "\(check)")
      #expect(harness.service.hashChecks == [check])
    }
  }

  @Test("The balancer's reports name every given endpoint with verdict and role")
  func healthReports() async throws {
    try await ServiceHarness.run(.members(3)) { harness in
      // The first ones may know of some members only.
      for await report in harness.service.healthReports() {
        let members = report.endpoints.values
        if members.count == 3, members.allSatisfy({ $0.verdict == .healthy }),
          members.count(where: { $0.role == .leader }) == 1
        {
          return
        }
      }
      Issue.record("the reports ended before one was whole")
    }
  }
}
