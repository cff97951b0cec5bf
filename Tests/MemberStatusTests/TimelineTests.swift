import EtcdModel
import Testing

@testable import MemberStatus

@Suite("Timeline")
struct TimelineTests {
  private func running(for time: Duration = .milliseconds(7300)) -> SimulatedCluster {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: time)
    return cluster
  }

  @Test("A cluster at rest has no history")
  func atRest() {
    #expect(running(for: .seconds(60)).entries.isEmpty)
  }

  @Test("A killed leader tells a story: down, lost, moved, headless, back")
  func failover() {
    var cluster = running()
    cluster["n1"].mode = .refusing
    cluster.leader = MemberID(0)
    cluster.run(for: .milliseconds(2400))
    cluster.leader = MemberID(2)
    cluster.term = 3
    cluster.run(for: .seconds(5))
    cluster["n1"].mode = .up
    cluster.run(for: .seconds(5))
    let words = cluster.entries.map(\.words)
    func position(_ text: String) -> Int? { words.firstIndex { $0.hasPrefix(text) } }
    let story = [
      "n1: healthy → unreachable: connection refused", "leader lost, was n1, term 2",
      "leader n1 → n2, term 3", "n1: restarted, away for",
    ].map(position)
    #expect(!story.contains(nil), "\(words)")
    #expect(story.compactMap(\.self) == story.compactMap(\.self).sorted())
    #expect(position("n2: headless for ~") != nil)
    #expect(position("n3: headless for ~") != nil)
    #expect(cluster.entries.map(\.number) == Array(1...cluster.entries.count))
  }

  @Test(
    "The headless gap is within one polling interval of the truth", arguments: [300, 1100, 4000])
  func headlessGap(_ truth: Int) {
    for moment in stride(from: 6000, to: 7000, by: 90) {
      var cluster = running(for: .milliseconds(moment))
      cluster.leader = MemberID(0)
      cluster.run(for: .milliseconds(truth))
      cluster.leader = MemberID(2)
      cluster.term = 3
      cluster.run(for: .seconds(3))
      let gaps = cluster.entries.compactMap { entry -> HeadlessGap? in
        if case .headless(let gap) = entry.change { gap } else { nil }
      }
      #expect(!gaps.isEmpty)
      for gap in gaps {
        #expect(gap.atLeast <= .milliseconds(truth))
        #expect(gap.atMost >= .milliseconds(truth))
        #expect(gap.estimate - .milliseconds(truth) <= .milliseconds(1050))
        #expect(.milliseconds(truth) - gap.estimate <= .milliseconds(1050))
      }
    }
  }

  @Test("A moved leader is one entry, with a bound for the gap that nobody saw")
  func moved() {
    var cluster = running()
    cluster.leader = MemberID(3)
    cluster.term = 3
    cluster.run(for: .seconds(3))
    let moves = cluster.entries.filter {
      if case .leaderMoved = $0.change { true } else { false }
    }
    #expect(moves.map(\.words) == ["leader n1 → n3, term 3"])
    #expect(cluster.entries.count { $0.words.contains("headless for <") } == 3)
  }

  @Test("The same leader in a later term is a change of term")
  func reelected() {
    var cluster = running()
    cluster.term = 4
    cluster.run(for: .seconds(3))
    #expect(cluster.entries.map(\.words) == ["term 2 → 4"])
  }

  @Test("A former leader that still claims to lead does not lead again when its successor goes")
  func formerLeader() {
    var cluster = running()
    cluster["n1"].isIsolated = true
    cluster["n1"].leader = MemberID(1)
    cluster["n1"].term = 2
    cluster.leader = MemberID(2)
    cluster.term = 3
    cluster.run(for: .seconds(5))
    cluster["n2"].mode = .refusing
    cluster.run(for: .seconds(5))
    let moves = cluster.entries.map(\.words).filter { $0.hasPrefix("leader n") }
    #expect(moves == ["leader n1 → n2, term 3"])
  }

  @Test("A member that was away while the leader moved has no gap of its own")
  func awayMeanwhile() {
    var cluster = running()
    cluster["n3"].mode = .hung
    cluster.run(for: .seconds(5))
    cluster.leader = MemberID(2)
    cluster.term = 3
    cluster.run(for: .seconds(5))
    cluster["n3"].mode = .up
    cluster.run(for: .seconds(5))
    let headless = cluster.entries.filter { $0.words.contains("headless") }
    #expect(headless.compactMap(\.member?.name).sorted() == ["n1", "n2"])
  }

  @Test("A candidate that raises its term alone does not fill the timeline")
  func loneCandidate() {
    var cluster = running()
    cluster["n3"].isIsolated = true
    for term in 3..<40 {
      cluster["n3"].term = UInt64(term)
      cluster.run(for: .milliseconds(1500))
    }
    #expect(cluster.entries.map(\.words).count == 1)
    #expect(cluster.entries.first?.words.hasPrefix("n3: healthy → partitioned: knows no") == true)
  }

  @Test("A lone candidate does not make the poller ask more than it should")
  func loneCandidateLoad() {
    var cluster = running()
    cluster["n3"].isIsolated = true
    let before = cluster.sent.count
    for term in 3..<43 {
      cluster["n3"].term = UInt64(term)
      cluster.run(for: .milliseconds(1500))
    }
    let rate = Double(cluster.sent.count - before) / 60
    #expect(rate < 8)
  }

  @Test("A paused member was not restarted")
  func paused() {
    var cluster = running()
    cluster["n3"].mode = .hung
    cluster.run(for: .seconds(10))
    cluster["n3"].mode = .up
    cluster.run(for: .seconds(5))
    #expect(!cluster.entries.contains { if case .restarted = $0.change { true } else { false } })
    #expect(
      cluster.entries.map(\.words).filter { $0.hasPrefix("n3: unreachable → healthy") }.count == 1)
  }

  @Test("Alarms are entries when they are raised and when they are cleared")
  func alarms() {
    var cluster = running()
    cluster.alarms = [Alarm(member: MemberID(2), kind: .noSpace)]
    cluster["n1"].errors = ["memberID:2 alarm:NOSPACE "]
    cluster.run(for: .seconds(3))
    cluster.alarms = []
    cluster["n1"].errors = []
    cluster.run(for: .seconds(3))
    let words = cluster.entries.filter { $0.change.category == .alarm }.map(\.words)
    #expect(words == ["n2: alarm NOSPACE raised", "n2: alarm NOSPACE cleared"])
  }

  @Test("It keeps the newest entries only, and their numbers go on")
  func bounded() {
    var timeline = TimelineMachine(limit: 10)
    for revision in 1...1000 {
      timeline.record(.watchResumed(from: Revision(revision)), on: nil, at: .now)
    }
    #expect((10...13).contains(timeline.entries.count))
    #expect(timeline.entries.last?.number == 1000)
    #expect(timeline.entries.first.map { $0.number > 980 } == true)
  }
}
