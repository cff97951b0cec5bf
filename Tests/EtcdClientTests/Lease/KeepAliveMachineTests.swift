import EtcdAPI
import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct KeepAliveMachineTests {
  private let lease = LeaseID(7)

  private func open() -> KeepAliveMachine {
    var machine = KeepAliveMachine(firstAnswerTimeout: .seconds(5))
    _ = machine.opened(at: start)
    return machine
  }

  private func answer(_ ttl: Int64) -> LeaseKeepAliveResponse {
    LeaseKeepAliveResponse(id: lease, ttl: ttl)
  }

  @Test("renews at once, and again after a third of the time to live")
  func renews() {
    var machine = open()
    #expect(
      machine.add(lease, at: start) == [.renew(lease), .setTimer(at: start + .milliseconds(500))])
    #expect(
      machine.received(answer(9), at: start)
        == [.renewed(lease, timeToLive: .seconds(9)), .setTimer(at: start + .seconds(3))])
    #expect(machine.timer(at: start + .seconds(3)).first == .renew(lease))
  }

  @Test("repeats an unanswered renewal each 500 ms, and gives the lease up at its end")
  func unanswered() {
    var machine = open()
    _ = machine.add(lease, at: start)
    _ = machine.received(answer(2), at: start)
    var now = start
    var renewals = 0
    while true {
      let actions = machine.timer(at: now)
      if actions.contains(.renew(lease)) { renewals += 1 }
      guard case .setTimer(let next) = actions.last else { break }
      now = next
    }
    #expect(now == start + .seconds(2))
    #expect(renewals == 3)
    #expect(machine.isEmpty)
  }

  @Test("gives up when the first answer never comes")
  func firstAnswer() {
    var machine = KeepAliveMachine(firstAnswerTimeout: .seconds(5))
    #expect(machine.add(lease, at: start) == [.setTimer(at: start + .seconds(5))])
    guard case .lost(lease, _) = machine.timer(at: start + .seconds(5)).first else {
      Issue.record("still kept")
      return
    }
  }

  @Test("renews everything on a new stream, and loses nothing while the outage is short")
  func reconnects() {
    var machine = open()
    _ = machine.add(lease, at: start)
    _ = machine.received(answer(9), at: start)
    machine.broken()
    #expect(machine.timer(at: start + .seconds(3)) == [.setTimer(at: start + .seconds(9))])
    #expect(machine.opened(at: start + .seconds(4)).first == .renew(lease))
  }

  @Test("a lease that the server does not know is lost", arguments: [0, -1])
  func gone(ttl: Int64) {
    var machine = open()
    _ = machine.add(lease, at: start)
    guard case .lost(lease, _) = machine.received(answer(ttl), at: start).first else {
      Issue.record("still kept")
      return
    }
    #expect(machine.isEmpty)
  }

  @Test("several keepers of one lease share the renewals")
  func shares() {
    var machine = open()
    _ = machine.add(lease, at: start)
    #expect(machine.add(lease, at: start).isEmpty)
  }

  @Test("survives a time to live of centuries")
  func centuries() {
    var machine = open()
    _ = machine.add(lease, at: start)
    #expect(machine.received(answer(.max), at: start).count == 2)
  }
}
