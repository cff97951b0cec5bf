import EtcdModel
import Testing

@testable import etcdscope_bench

@Suite struct DriveTallyTests {
  private let endpoint = Endpoint(scheme: .bare, host: "a", port: 1)

  private func call(
    _ started: Int, _ ended: Int, _ outcome: DrivenCall.Outcome = .ok
  ) -> DrivenCall {
    DrivenCall(
      startedAt: .milliseconds(started), endedAt: .milliseconds(ended), endpoint: endpoint,
      attempts: 1, outcome: outcome)
  }

  @Test("the longest gap is between successes, whatever failed meanwhile")
  func gap() {
    var tally = DriveTally(endpoints: [endpoint])
    tally.note(call(500, 510))
    tally.note(call(520, 600, .failed))
    tally.note(call(600, 700, .unknown))
    tally.note(call(700, 710))
    tally.end(at: .milliseconds(720))
    #expect(tally.longestGap == .milliseconds(200))
    #expect((tally.ok, tally.failed, tally.unknown, tally.calls) == (2, 1, 1, 4))
    #expect(tally.share == [endpoint: 4])
  }

  @Test("the tail of a run that went silent is a gap, too")
  func tail() {
    var tally = DriveTally(endpoints: [endpoint])
    tally.note(call(0, 10))
    tally.note(call(20, 900, .failed))
    tally.end(at: .seconds(1))
    #expect(tally.longestGap == .milliseconds(990))
  }

  @Test("without a success the whole run is one gap")
  func neverWell() {
    var tally = DriveTally(endpoints: [endpoint])
    tally.end(at: .seconds(1))
    #expect(tally.longestGap == .seconds(1))
    #expect(tally.share == [endpoint: 0])
  }
}

@Suite struct WatchTallyTests {
  private let endpoint = Endpoint(scheme: .bare, host: "a", port: 1)

  @Test("a delay is from the put to the arrival, also when the event beats the put's answer")
  func delay() {
    var tally = WatchTally(endpoints: [endpoint])
    tally.put(1, at: .milliseconds(10))
    let delay = tally.arrived(1, revision: 5, at: .milliseconds(12), from: endpoint)
    tally.putEnded(1, nil)
    #expect(delay == .milliseconds(2))
    #expect(tally.isComplete)
  }

  @Test("what was acknowledged and never came is lost; of an unknown fate it may be")
  func lost() {
    var tally = WatchTally(endpoints: [endpoint])
    for number in 1...3 { tally.put(number, at: .zero) }
    tally.putEnded(1, nil)
    tally.putEnded(2, EtcdError(code: .timedOut, message: "", effect: .unknown))
    tally.putEnded(3, EtcdError(code: .unavailable, message: "", effect: .none))
    #expect(!tally.isComplete)
    var cut = tally
    tally.end(at: .seconds(1))
    #expect((tally.counts.ok, tally.counts.failed, tally.counts.unknown) == (0, 1, 1))
    cut.end(at: .seconds(1), isCutShort: true)
    #expect(cut.counts.calls == 0)
  }

  @Test("an event that comes again is a failure, and so is a put that was written twice")
  func doubled() {
    var tally = WatchTally(endpoints: [endpoint])
    tally.put(1, at: .zero)
    tally.put(2, at: .zero)
    _ = tally.arrived(1, revision: 5, at: .milliseconds(1), from: endpoint)
    #expect(tally.arrived(1, revision: 5, at: .milliseconds(2), from: endpoint) == nil)
    #expect(tally.arrived(1, revision: 6, at: .milliseconds(2), from: endpoint) == nil)
    #expect(tally.counts.failed == 2)
  }
}
