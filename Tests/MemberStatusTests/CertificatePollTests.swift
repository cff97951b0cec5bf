import EtcdModel
import Testing

@testable import MemberStatus

@Suite("PollMachine: certificates")
struct CertificatePollTests {
  private static let endpoints = (1...3).map {
    Endpoint(scheme: .https, host: "10.0.0.\($0)", port: 2379)
  }

  /// Three members behind TLS, each with a certificate of 90 days.
  private func running(_ settings: PollSettings = PollSettings()) -> SimulatedCluster {
    var cluster = SimulatedCluster(
      given: Self.endpoints, settings: settings,
      rule: AddressRule(
        given: Self.endpoints, usesTLS: false, verifiesNames: true, carriesSecrets: false))
    for index in cluster.nodes.indices {
      cluster.nodes[index].endpoints = [Self.endpoints[index]]
      cluster.nodes[index].certificateDays = 90
      cluster.members[index].clientURLs = [Self.endpoints[index].description]
    }
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    return cluster
  }

  private func readings(_ cluster: SimulatedCluster, of number: Int) -> Int {
    cluster.sent.count { $0.kind == .certificate && $0.endpoint == Self.endpoints[number - 1] }
  }

  private func days(_ cluster: SimulatedCluster, of name: String) -> Int? {
    cluster.member(name)?.certificate?.daysLeft(at: cluster.now)
  }

  @Test("Each member's is read once at the start, and then each hour")
  func seldom() {
    #expect(PollSettings().certificateInterval == .seconds(3600))
    var cluster = running(PollSettings(certificateInterval: .seconds(120)))
    #expect((1...3).map { readings(cluster, of: $0) } == [1, 1, 1])
    #expect(days(cluster, of: "n1") == 90)
    cluster.run(for: .seconds(3 * 120))
    #expect((3...4).contains(readings(cluster, of: 1)))
  }

  @Test("Plaintext members have none to read")
  func plaintext() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(60))
    #expect(!cluster.sent.contains { $0.kind == .certificate })
    #expect(cluster.snapshot.members.allSatisfy { !$0.awaitsCertificate })
  }

  @Test("The first snapshot that judges a member says whether its certificate is still to come")
  func awaited() throws {
    let cluster = running()
    let judged = try #require(cluster.snapshots.first { $0.isComplete })
    #expect(judged.members.allSatisfy { $0.awaitsCertificate || $0.certificate != nil })
    #expect(cluster.snapshot.members.allSatisfy { !$0.awaitsCertificate })
  }

  @Test("A member that was away may have come back with another, and is asked, but not each time")
  func afterAnOutage() {
    var cluster = running()
    cluster.run(for: .seconds(300))
    for days in 1...5 {
      cluster["n2"].mode = .refusing
      cluster.run(for: .seconds(3))
      cluster["n2"].certificateDays = days
      cluster["n2"].mode = .up
      cluster.run(for: .seconds(3))
    }
    #expect(readings(cluster, of: 2) == 2)
    cluster.run(for: .seconds(61))
    #expect(readings(cluster, of: 2) == 3)
    #expect(days(cluster, of: "n2") == 5)
    cluster.run(for: .seconds(600))
    #expect(readings(cluster, of: 2) == 3)
    #expect(readings(cluster, of: 1) == 1)
  }

  @Test("When none is shown, the last one stands and is asked for each minute")
  func notShown() {
    var cluster = running(PollSettings(certificateInterval: .seconds(120)))
    cluster["n2"].certificateDays = nil
    cluster.run(for: .seconds(121))
    #expect(days(cluster, of: "n2") == 89)
    let before = readings(cluster, of: 2)
    cluster.run(for: .seconds(600))
    #expect((9...11).contains(readings(cluster, of: 2) - before))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
  }

  @Test("One that we don't accept is read, too; one of a member that hangs is not")
  func refused() {
    var cluster = running(PollSettings(doubtfulCertificateInterval: .seconds(5)))
    cluster["n1"].statusFailure = PollFailure(
      .connection, words: "certificate expired on 2026-11-01")
    cluster["n2"].mode = .hung
    cluster.run(for: .seconds(20))
    let before = (1...2).map { readings(cluster, of: $0) }
    cluster.feed(.refresh)
    cluster.run(for: .seconds(60))
    #expect(readings(cluster, of: 1) > before[0])
    #expect(readings(cluster, of: 2) == before[1])
  }

  @Test("Another member at the same endpoint has a certificate of its own")
  func replaced() {
    var cluster = running()
    cluster["n3"].certificateDays = nil
    cluster["n3"].id = MemberID(33)
    cluster.run(for: .seconds(3))
    let heir = cluster.snapshot.members.first { $0.id == MemberID(33) }
    #expect(heir != nil && heir?.certificate == nil)
    #expect(readings(cluster, of: 3) == 2)
  }

  @Test("A reading that never ends holds up nothing else")
  func hangs() {
    var cluster = running()
    let asked = cluster.sent.count { $0.kind == .status }
    cluster.withholdsCertificates = true
    cluster.feed(.refresh)
    cluster.run(for: .seconds(60))
    #expect(cluster.sent.count { $0.kind == .status } - asked >= 170)
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(cluster.snapshot.members.allSatisfy { $0.failure == nil })
  }
}
