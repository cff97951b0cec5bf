import EtcdAPI
import EtcdClient
import EtcdModel
import Synchronization
import TestSupport
import Testing

@testable import MemberStatus

/// A clock that a test moves on.
private final class HandClock: Clock {
  private struct Sleeper {
    var until: ContinuousClock.Instant
    var wake: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = ContinuousClock.now
    var count = 0
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())

  var now: ContinuousClock.Instant { state.withLock { $0.now } }
  var minimumResolution: Duration { .nanoseconds(1) }
  /// When the first of those that sleep wants to be woken.
  var nextWake: ContinuousClock.Instant? {
    state.withLock { $0.sleepers.values.map(\.until).min() }
  }

  func advance(by duration: Duration) {
    let due = state.withLock { state -> [Sleeper] in
      state.now += duration
      let now = state.now
      let due = state.sleepers.filter { $0.value.until <= now }
      for id in due.keys { state.sleepers[id] = nil }
      return Array(due.values)
    }
    for sleeper in due { sleeper.wake.resume() }
  }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.count += 1
      return state.count
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let verdict = state.withLock { state -> Result<Void, any Error>? in
          if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
          if deadline <= state.now { return .success(()) }
          state.sleepers[id] = Sleeper(until: deadline, wake: wake)
          return nil
        }
        if let verdict { wake.resume(with: verdict) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        if let sleeper = state.sleepers.removeValue(forKey: id) { return sleeper }
        state.cancelled.insert(id)
        return nil
      }
      sleeper?.wake.resume(throwing: CancellationError())
    }
  }
}

@Suite("MemberStatusService on any clock")
struct ServiceClockTests {
  @Test("Nothing is asked while the clock stands, and as much as is due when it moves on")
  func obeysItsClock() async throws {
    let members = InMemoryMembers(count: 3)
    let clock = HandClock()
    let service = MemberStatusService(
      client: members.client, settings: PollSettings(jitter: 0), clock: clock)
    let run = Task { await service.run() }
    try await until("every member is judged, and the next question planned") {
      service.latest?.isComplete == true && clock.nextWake.map { $0 > clock.now } == true
    }
    func asked() -> Int { members.calls(RPCMethod.status.path) }
    #expect(asked() == 3)
    for round in 1...5 {
      clock.advance(by: .milliseconds(999))
      clock.advance(by: .milliseconds(1))
      try await until("each member is asked again, and has answered") {
        asked() >= 3 * (round + 1)
          && service.latest?.members.allSatisfy { $0.answeredAt == clock.now } == true
      }
      #expect(asked() == 3 * (round + 1))
    }
    #expect(service.latest?.members.allSatisfy { $0.verdict == .healthy } == true)
    run.cancel()
    await run.value
    await members.client.shutDown()
  }

  @Test("A machine that slept tells so, and holds nothing against the members")
  func sleptMachine() async throws {
    let members = InMemoryMembers(count: 3)
    let clock = HandClock()
    let service = MemberStatusService(client: members.client, clock: clock)
    let run = Task { await service.run() }
    try await until("every member is judged, and the next question planned") {
      service.latest?.isComplete == true && clock.nextWake.map { $0 > clock.now } == true
    }
    clock.advance(by: .seconds(8 * 3600))
    try await until("the sleep is told") {
      service.timeline.contains { $0.words == "nothing was seen for 7 h: this process did not run" }
    }
    try await until("the members answer again") {
      service.latest?.members.allSatisfy { !$0.isStale && $0.verdict == .healthy } == true
    }
    let words = service.timeline.map(\.words)
    #expect(!words.contains { $0.contains("unreachable") }, "\(words)")
    run.cancel()
    await run.value
    await members.client.shutDown()
  }
}
