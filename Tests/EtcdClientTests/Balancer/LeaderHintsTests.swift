import EtcdAPI
import EtcdModel
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct LeaderHintsTests {
  private static func header(
    from member: UInt64, leader: UInt64, term: UInt64 = 2
  ) -> ResponseHeader {
    ResponseHeader(
      clusterID: FakeCluster.clusterID, memberID: MemberID(member), revision: 7, raftTerm: term,
      leaderID: MemberID(leader))
  }

  @Test("a leader is known as soon as its endpoint is, and told once")
  func told() {
    var hints = LeaderHints()
    #expect(hints.note(Self.header(from: 1, leader: 2), from: .a) == nil, "where is 2?")
    #expect(hints.note(Self.header(from: 2, leader: 2), from: .b) == .b)
    #expect(hints.note(Self.header(from: 2, leader: 2), from: .b) == nil)
    #expect(hints.note(Self.header(from: 1, leader: 2), from: .a) == nil)
    #expect(hints.note(Self.header(from: 2, leader: 1, term: 3), from: .b) == .a)
  }

  @Test("a member that was left behind in an older term is not believed")
  func olderTerm() {
    var hints = LeaderHints()
    _ = hints.note(Self.header(from: 1, leader: 1), from: .a)
    #expect(hints.note(Self.header(from: 2, leader: 2, term: 3), from: .b) == .b)
    #expect(hints.note(Self.header(from: 1, leader: 1), from: .a) == nil)
  }

  @Test("the leader policy follows the answers' hint without any health source")
  func followed() async throws {
    let cluster = FakeCluster()
    for (number, endpoint) in cluster.endpoints.enumerated() {
      cluster.answer(.range, on: endpoint) { _ in
        RangeResponse(header: Self.header(from: UInt64(number + 1), leader: 3))
      }
    }
    try await cluster.withClient(policy: .leader) { client in
      try await eventually("everything goes to the leader") {
        let before = cluster.calls(.range, on: .c).count
        for _ in 0..<10 { _ = try await client.range(RangeRequest(range: .all)) }
        return cluster.calls(.range, on: .c).count == before + 10
      }
    }
  }
}
