import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct CallLogTests {
  private func record(
    _ endpoint: Endpoint, _ kind: CallRecord.Kind = .linearizableRead,
    after delay: Duration = .zero, latency: Duration = .milliseconds(1),
    statusCode: Int = 0, attempt: Int = 1, isHedge: Bool = false
  ) -> CallRecord {
    CallRecord(
      endpoint: endpoint, role: .calls, method: "/x", kind: kind,
      startedAt: start + delay, latency: latency, bytesSent: 10, bytesReceived: 90,
      statusCode: statusCode, attempt: attempt, isHedge: isHedge)
  }

  private func note(_ record: CallRecord, in log: CallLog, isPicked: Bool = true) {
    log.began(on: record.endpoint)
    log.ended(record, isPicked: isPicked)
  }

  @Test("shares of picks are of the balancer's picks only")
  func shares() {
    let log = CallLog(origin: start)
    for _ in 0..<3 { note(record(.a), in: log) }
    note(record(.b), in: log)
    for _ in 0..<10 { note(record(.b), in: log, isPicked: false) }
    let endpoints = log.snapshot(at: start, order: [.a, .b]).endpoints
    #expect(endpoints.map(\.picks) == [3, 1])
    #expect(endpoints.map(\.share) == [0.75, 0.25])
  }

  @Test("shows percentiles, errors and retries of the last minute, and the worst of each second")
  func latencies() {
    let log = CallLog(origin: start)
    for step in 1...100 { note(record(.a, latency: .milliseconds(step)), in: log) }
    note(record(.a, after: .seconds(2), latency: .milliseconds(7), statusCode: 14), in: log)
    note(record(.a, after: .seconds(2), attempt: 2), in: log)
    let now = start + .milliseconds(2100)
    guard let endpoint = log.snapshot(at: now, order: [.a]).endpoints.first else { return }
    #expect(endpoint.errors == 1)
    #expect(endpoint.retries == 1)
    #expect(endpoint.max == .milliseconds(100))
    #expect(endpoint.p50.map { $0 >= .milliseconds(48) && $0 <= .milliseconds(52) } == true)
    #expect(endpoint.history.count == 60)
    #expect(endpoint.history.suffix(3) == [.milliseconds(100), nil, .milliseconds(7)])
    let later = log.snapshot(at: start + .seconds(90), order: [.a]).endpoints.first
    #expect(later?.max == nil)
    #expect(later?.errors == 0)
  }

  @Test("a call sent beside another is a hedge, not a retry")
  func hedges() throws {
    let log = CallLog(origin: start)
    note(record(.a, attempt: 2), in: log)
    note(record(.a, attempt: 2, isHedge: true), in: log)
    let endpoint = try #require(log.snapshot(at: start, order: [.a]).endpoints.first)
    #expect(endpoint.retries == 1)
    #expect(endpoint.hedges == 1)
  }

  @Test("tells the kinds of calls apart, and all of them in the slots of the heat map")
  func kinds() throws {
    let log = CallLog(origin: start)
    note(record(.a, .write, latency: .milliseconds(40)), in: log)
    for _ in 0..<3 { note(record(.a, .status, latency: .milliseconds(2)), in: log) }
    note(record(.a, .status, after: .seconds(12), latency: .milliseconds(9)), in: log)
    let now = start + .seconds(13)
    let endpoint = try #require(log.snapshot(at: now, order: [.a]).endpoints.first)
    #expect(endpoint.kinds.map(\.kind) == [.status, .write])
    #expect(endpoint.kinds.map(\.summary.count) == [4, 1])
    #expect(endpoint.kinds.map(\.summary.max) == [.milliseconds(9), .milliseconds(40)])
    #expect(endpoint.kinds[0].history.suffix(2) == [.milliseconds(9), nil])
    #expect(endpoint.heat.suffix(2) == [.milliseconds(40), .milliseconds(9)])
    #expect(endpoint.heat.dropLast(2).allSatisfy { $0 == nil })
    #expect(endpoint.max == .milliseconds(40))
  }

  @Test("measures our own load over the last whole seconds")
  func load() {
    let log = CallLog(origin: start)
    for second in 0..<5 {
      for _ in 0..<4 { note(record(.a, after: .seconds(second)), in: log) }
    }
    let snapshot = log.snapshot(at: start + .milliseconds(5500), order: [.a])
    #expect(snapshot.rpcPerSecond == 4)
    #expect(snapshot.bytesPerSecond == 400)
  }

  @Test("counts what is in flight")
  func inFlight() {
    let log = CallLog(origin: start)
    log.began(on: .a)
    log.began(on: .a)
    log.ended(record(.a), isPicked: true)
    #expect(log.snapshot(at: start, order: [.a]).endpoints.first?.inFlight == 1)
  }

  @Test("keeps the newest records only, in their order")
  func ring() {
    let log = CallLog(origin: start)
    for number in 0..<(CallLog.capacity + 5) {
      note(record(.a, attempt: number + 1), in: log)
    }
    let recent = log.recent()
    #expect(recent.count == CallLog.capacity)
    #expect(recent.first?.attempt == 6)
    #expect(recent.last?.attempt == CallLog.capacity + 5)
  }

  @Test("hands out what came after a number, and of what is gone the rest")
  func numbered() {
    let log = CallLog(origin: start)
    for number in 1...5 { note(record(.a, attempt: number), in: log) }
    #expect(log.recent(after: 3).records.map(\.attempt) == [4, 5])
    #expect(log.recent(after: 5).records.isEmpty)
    #expect(log.recent(after: 0).last == 5)
    for number in 6...(CallLog.capacity + 9) { note(record(.a, attempt: number), in: log) }
    let late = log.recent(after: 5)
    #expect(late.records.first?.attempt == 10)
    #expect(late.records.count == CallLog.capacity)
    #expect(late.last == CallLog.capacity + 9)
  }
}
