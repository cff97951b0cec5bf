import EtcdModel
import Testing

@testable import MemberStatus

@Suite("PollMachine: who the members are")
struct MembershipTests {
  private func endpoint(_ number: Int) -> Endpoint { SimulatedCluster.endpoint(number) }

  @Test("Members that no given endpoint leads to are polled where they advertise")
  func discovery() {
    var cluster = SimulatedCluster(given: [SimulatedCluster.endpoint(2)])
    cluster.feed(.start)
    cluster.run(for: .seconds(2))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(cluster.member("n1")?.endpoint == endpoint(1))
  }

  @Test("A member is polled at the given endpoint whose answers name it, not where it advertises")
  func givenBeforeAdvertised() {
    let proxy = Endpoint(scheme: .bare, host: "127.0.0.1", port: 4000)
    var cluster = SimulatedCluster(given: [proxy])
    cluster["n1"].endpoints.append(proxy)
    cluster.feed(.start)
    cluster.run(for: .seconds(3))
    #expect(cluster.member("n1")?.endpoint == proxy)
    #expect(!cluster.sent.contains { $0.endpoint == endpoint(1) })
    #expect(cluster.snapshot.members.count == 3)
  }

  @Test("Several given URLs of one member are one row, polled once")
  func aliases() {
    let other = Endpoint(scheme: .http, host: "n1.example", port: 2379)
    var cluster = SimulatedCluster(given: [endpoint(1), other, endpoint(2), endpoint(3)])
    cluster["n1"].endpoints.append(other)
    cluster.feed(.start)
    cluster.run(for: .seconds(60))
    #expect(cluster.snapshot.members.count == 3)
    #expect(cluster.member("n1")?.aliases == [other])
    #expect(cluster.sent.count { $0.endpoint == other } <= 6)
  }

  @Test("A row moves to the other URL when the first one fails")
  func aliasTakesOver() throws {
    let other = Endpoint(scheme: .http, host: "n1.example", port: 2379)
    var cluster = SimulatedCluster(given: [endpoint(1), other, endpoint(2), endpoint(3)])
    cluster["n1"].endpoints.append(other)
    cluster.feed(.start)
    cluster.run(for: .seconds(10))
    cluster["n1"].endpoints = [other]
    let took = cluster.run(atMost: .seconds(10)) {
      $0.member("n1")?.endpoint == other && $0.member("n1")?.verdict == .healthy
    }
    #expect(try #require(took) <= .seconds(3))
    #expect(cluster.snapshot.members.count == 3)
  }

  @Test(
    "A given endpoint that is down from the start is matched with the member that advertises it")
  func downFromTheStart() {
    var cluster = SimulatedCluster(given: [
      Endpoint(scheme: .bare, host: "10.0.0.1", port: 2379), endpoint(2), endpoint(3),
    ])
    cluster["n1"].mode = .refusing
    cluster.leader = MemberID(2)
    cluster.feed(.start)
    cluster.run(for: .seconds(3))
    #expect(cluster.verdicts == ["n1:unreachable", "n2:healthy", "n3:healthy"])
    #expect(cluster.member("n1")?.endpoint?.scheme == .bare)
  }

  @Test("One unknown endpoint and one member that answers nowhere belong together")
  func pairedOff() {
    let proxy = Endpoint(scheme: .bare, host: "127.0.0.1", port: 4000)
    var cluster = SimulatedCluster(given: [proxy, endpoint(2), endpoint(3)])
    cluster["n1"].mode = .refusing
    cluster.leader = MemberID(2)
    cluster.feed(.start)
    cluster.run(for: .seconds(3))
    #expect(cluster.verdicts == ["n1:unreachable", "n2:healthy", "n3:healthy"])
    #expect(cluster.member("n1")?.endpoint == proxy)
  }

  @Test("Two unknown endpoints and one silent member are not matched by guessing")
  func notPairedOff() {
    let typos = (7...8).map { Endpoint(scheme: .bare, host: "10.9.9.\($0)", port: 2379) }
    var cluster = SimulatedCluster(given: typos + [endpoint(2), endpoint(3)])
    cluster["n1"].mode = .refusing
    cluster.leader = MemberID(2)
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    #expect(cluster.snapshot.members.count == 5)
    #expect(cluster.member("n1")?.endpoint == endpoint(1))
  }

  @Test("A mistyped endpoint is a row of its own when the member answers elsewhere")
  func mistyped() {
    let typo = Endpoint(scheme: .bare, host: "10.9.9.9", port: 2379)
    var cluster = SimulatedCluster(given: [typo, endpoint(2), endpoint(3)])
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy", ":unreachable"])
    #expect(cluster.snapshot.members.last?.endpoint == typo)
  }

  @Test("An added member shows as not started, then as a learner, then as a voter")
  func added() throws {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster.members.append(Member(id: MemberID(4), name: "", isLearner: true))
    let seen = cluster.run(atMost: .seconds(20)) { $0.snapshot.members.count == 4 }
    #expect(try #require(seen) <= .seconds(11))
    let new = cluster.snapshot.members.first { $0.id == MemberID(4) }
    #expect(new?.verdict == .unreachable)
    #expect(new?.reason == "added, but not started yet")
    #expect(new?.endpoint == nil)

    var node = SimulatedCluster.Node(id: MemberID(4), name: "n4", endpoints: [endpoint(4)])
    node.isLearner = true
    cluster.nodes.append(node)
    cluster.members[3] = Member(
      id: MemberID(4), name: "n4", clientURLs: [endpoint(4).description], isLearner: true)
    cluster.run(for: .seconds(12))
    #expect(cluster.member("n4")?.role == .learner)
    #expect(cluster.member("n4")?.verdict == .healthy)
    let reads = cluster.sent.filter { $0.endpoint == endpoint(4) && $0.kind == .linearizableRead }
    #expect(reads.isEmpty)

    cluster["n4"].isLearner = false
    cluster.members[3].isLearner = false
    cluster.run(for: .seconds(12))
    #expect(cluster.member("n4")?.role == .follower)
    #expect(cluster.member("n4")?.linearizable?.failure == nil)
    #expect(cluster.entries.contains { $0.change == .learnerPromoted })
    #expect(cluster.entries.contains { $0.change == .memberAdded && $0.member?.id == MemberID(4) })
  }

  @Test("A removed member goes when it was found, and is named as removed when it was given")
  func removed() throws {
    var found = SimulatedCluster(given: [endpoint(1)])
    var given = SimulatedCluster()
    found.feed(.start)
    given.feed(.start)
    found.run(for: .seconds(5))
    given.run(for: .seconds(5))
    found.members.removeLast()
    given.members.removeLast()
    found["n3"].mode = .refusing
    given["n3"].mode = .refusing
    found.run(for: .seconds(12))
    given.run(for: .seconds(12))
    #expect(found.snapshot.members.count == 2)
    #expect(found.entries.contains { $0.change == .memberRemoved && $0.member?.name == "n3" })
    let row = try #require(given.snapshot.members.first { $0.endpoint == endpoint(3) })
    #expect(row.reason == "removed from the cluster; connection refused")
    #expect(given.snapshot.remarks.isEmpty)
  }

  @Test("A member that comes back with another id replaces the former one")
  func replaced() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster["n3"].mode = .refusing
    cluster.run(for: .seconds(5))
    cluster.members[2].id = MemberID(33)
    cluster["n3"].id = MemberID(33)
    cluster["n3"].mode = .up
    cluster.run(for: .seconds(5))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(cluster.member("n3")?.id == MemberID(33))
    #expect(cluster.entries.contains { $0.change == .replaced(former: MemberID(3)) })
  }

  @Test("What another member at the same endpoint had proven is forgotten")
  func otherMemberAtTheEndpoint() throws {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster["n3"].isIsolated = true
    cluster.run(for: .seconds(5))
    cluster["n3"].id = MemberID(33)
    cluster.run(for: .seconds(3))
    let first = cluster.snapshots.lazy.flatMap(\.members).first { $0.id == MemberID(33) }
    #expect(try #require(first).linearizable == nil)
    #expect(first?.serializable == nil)
  }

  @Test("A renamed member keeps its row")
  func renamed() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster.members[0].name = "a1"
    cluster.run(for: .seconds(12))
    #expect(cluster.member("a1")?.id == MemberID(1))
    #expect(cluster.snapshot.members.count == 3)
    #expect(cluster.entries.contains { $0.change == .memberRenamed(from: "n1") })
  }

  @Test("Endpoints of another cluster are rows that say so")
  func otherCluster() {
    var cluster = SimulatedCluster()
    cluster["n3"].cluster = ClusterID(0xC2)
    cluster["n3"].id = MemberID(77)
    cluster.members.removeLast()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    let row = cluster.snapshot.members.first { $0.id == MemberID(77) }
    #expect(row?.reason.hasPrefix("belongs to another cluster, c2") == true)
    #expect(cluster.snapshot.clusterID == ClusterID(0xC1))
    #expect(cluster.snapshot.remarks.contains { $0.contains("another cluster") })
  }

  @Test("An advertised address at which another member answers is not believed")
  func impostor() {
    var cluster = SimulatedCluster(given: [endpoint(1), endpoint(2)])
    cluster.members[2].clientURLs = [endpoint(9).description]
    cluster["n2"].endpoints.append(endpoint(9))
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    #expect(cluster.member("n3")?.verdict == .unreachable)
    #expect(cluster.member("n3")?.reason.contains("another member answers at") == true)
    #expect(cluster.member("n2")?.endpoint == endpoint(2))
  }

  @Test("Without the right to list members, the given endpoints are the members")
  func noMemberList() {
    var cluster = SimulatedCluster()
    cluster.memberListFailure = PollFailure(.denied, words: "permission denied")
    cluster.feed(.start)
    cluster.run(for: .seconds(3))
    #expect(cluster.snapshot.isComplete)
    #expect(cluster.snapshot.members.map(\.verdict) == [.healthy, .healthy, .healthy])
    #expect(cluster.snapshot.members.map(\.id) == [1, 2, 3].map { MemberID($0) })
  }

  @Test("A server that claims a thousand members is not followed to all of them")
  func hostileMemberList() {
    var cluster = SimulatedCluster(given: [endpoint(1)])
    cluster.members += (10..<1000).map { number in
      Member(
        id: MemberID(UInt64(number)), name: "x\(number)",
        clientURLs: (1...100).map { "http://10.1.\(number % 250).\($0):1" })
    }
    cluster.feed(.start)
    cluster.run(for: .milliseconds(500))
    #expect(cluster.snapshot.members.count <= 64)
    #expect(Set(cluster.sent.map(\.endpoint)).count <= 64 * 4)
  }

  @Test("An address that may not be used is not asked, and the row says why")
  func forbiddenAddress() {
    let secure = Endpoint(scheme: .https, host: "10.0.0.1", port: 2379)
    var cluster = SimulatedCluster(
      given: [secure],
      rule: AddressRule(given: [secure], usesTLS: true, verifiesNames: true, carriesSecrets: true))
    cluster["n1"].endpoints = [secure]
    cluster.members[0].clientURLs = [secure.description]
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    #expect(cluster.member("n2")?.reason.contains("without TLS") == true)
    #expect(Set(cluster.sent.map(\.endpoint)) == [secure])
    #expect(cluster.snapshot.isComplete)
  }
}

@Suite("AddressRule")
struct AddressRuleTests {
  private let secure = Endpoint(scheme: .https, host: "a.example", port: 2379)
  private let plain = Endpoint(scheme: .http, host: "10.0.0.1", port: 2379)

  private func usable(
    _ url: String, given: Endpoint, usesTLS: Bool = false, verifies: Bool = true,
    secrets: Bool = false
  ) -> Bool {
    AddressRule(
      given: [given], usesTLS: usesTLS, verifiesNames: verifies, carriesSecrets: secrets
    ).usable([url]).endpoints.count == 1
  }

  @Test("TLS is never given up")
  func scheme() {
    #expect(!usable("http://b:1", given: secure))
    #expect(usable("https://b:1", given: secure))
    #expect(usable("http://b:1", given: plain))
    #expect(usable("https://b:1", given: plain))
    let bare = Endpoint(scheme: .bare, host: "a", port: 1)
    #expect(!usable("http://b:1", given: bare, usesTLS: true))
    #expect(usable("http://b:1", given: bare))
  }

  @Test("Secrets go to verified names or to the given hosts only")
  func secrets() {
    #expect(usable("https://b:1", given: secure, usesTLS: true, secrets: true))
    #expect(!usable("https://b:1", given: secure, usesTLS: true, verifies: false, secrets: true))
    #expect(
      usable("https://a.example:9", given: secure, usesTLS: true, verifies: false, secrets: true))
    #expect(!usable("http://10.0.0.2:2379", given: plain, secrets: true))
    #expect(usable("http://10.0.0.1:22379", given: plain, secrets: true))
  }

  @Test(
    "What is no address to connect to is refused",
    arguments: [
      "", "b:1", "unix:///s", "http://0.0.0.0:2379", "http://[::]:2379", "http://b\u{1B}:1",
    ])
  func unusable(_ url: String) {
    #expect(!usable(url, given: plain))
  }

  @Test("The refusal says what to do")
  func words() {
    let rule = AddressRule(
      given: [secure], usesTLS: true, verifiesNames: true, carriesSecrets: false)
    #expect(rule.usable(["http://b:1"]).refusal?.contains("add it to --endpoints") == true)
    #expect(rule.usable([]).refusal == "it advertises no client URL")
    #expect(rule.usable(["http://b:1", "https://b:2"]).refusal == nil)
  }
}
