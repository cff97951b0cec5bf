import EtcdAPI
import EtcdClient
import EtcdModel
import TestSupport
import Testing

@testable import MemberStatus

@Suite("MemberStatusService on any clock", .aheadOfComputing)
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
