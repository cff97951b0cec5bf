import EtcdAPI
import EtcdModel
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct EndpointSyncTests {
  private static let members = [
    Member(id: MemberID(1), name: "a", clientURLs: ["http://a:2379", "no url"]),
    Member(id: MemberID(2), name: "b", clientURLs: ["https://b:2379", "http://a:2379"]),
    Member(id: MemberID(3), name: "", clientURLs: ["http://c:2379"]),
    Member(id: MemberID(4), name: "d", clientURLs: ["http://d:2379"], isLearner: true),
  ]

  @Test("takes started voting members only, each URL once")
  func choice() {
    let endpoints = Self.members.endpoints(onlySecure: false, tls: nil)
    #expect(endpoints.map(\.description) == ["http://a:2379", "https://b:2379"])
  }

  @Test("takes no plaintext endpoint where the given ones are secure")
  func secure() {
    let endpoints = Self.members.endpoints(onlySecure: true, tls: TLSSettings())
    #expect(endpoints.map(\.description) == ["https://b:2379"])
  }

  @Test("a client that syncs follows the member list, and keeps its endpoints when that fails")
  func follows() async throws {
    let cluster = FakeCluster()
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: [.a], autoSyncInterval: .milliseconds(20)),
      transport: cluster.transport)
    client.start()
    try await eventually("it asks, in vain") {
      cluster.calls(.memberList, on: .a).count > 1
    }
    #expect(client.connections().map(\.endpoint) == [.a])
    cluster.answer(.memberList) { _ in
      MemberListResponse(
        header: FakeCluster.header,
        members: [Endpoint.b, .c].enumerated().map { number, endpoint in
          Member(id: MemberID(UInt64(number + 1)), name: "m", clientURLs: ["\(endpoint)"])
        })
    }
    try await eventually("the endpoints are the members'") {
      client.connections().filter { $0.state == .ready }.map(\.endpoint) == [.b, .c]
    }
    await client.shutDown()
  }
}
