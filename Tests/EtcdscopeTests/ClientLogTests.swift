import EtcdModel
import Testing

@testable import etcdscope

@Suite("The client's log")
struct ClientLogTests {
  private let endpoint = Endpoint(scheme: .bare, host: "a", port: 1)
  private let start = ContinuousClock.now

  private func connection(_ state: ConnectionState, at milliseconds: Int) -> ConnectionReport {
    ConnectionReport(
      endpoint: endpoint, role: .calls, state: state, since: start + .milliseconds(milliseconds))
  }

  /// Without their times.
  private func lines(
    _ log: inout ClientLog, _ connections: [ConnectionReport], _ calls: [CallRecord] = []
  ) -> [String] {
    log.lines(connections, calls).map { line in
      line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
    }
  }

  @Test("a connection is told once a change, foreign words escaped")
  func connections() {
    var log = ClientLog()
    #expect(
      lines(&log, [connection(.connecting, at: 0)]) == ["calls connection to a:1: connecting"])
    #expect(lines(&log, [connection(.connecting, at: 0)]).isEmpty)
    #expect(
      lines(&log, [connection(.transientFailure(reason: "no\u{1b}[2J"), at: 1)])
        == [#"calls connection to a:1: failed: no\x1b[2J"#])
  }

  @Test("attempts stand between the changes of connections, in the order of their ends")
  func calls() {
    func call(at milliseconds: Int, failure: String? = nil, attempt: Int = 1) -> CallRecord {
      CallRecord(
        endpoint: endpoint, role: .calls, method: "/etcdserverpb.KV/Range", kind: .other,
        startedAt: start, latency: .milliseconds(milliseconds), bytesSent: 3, bytesReceived: 5,
        statusCode: failure == nil ? 0 : 14, failure: failure, attempt: attempt)
    }
    var log = ClientLog()
    #expect(
      lines(
        &log, [connection(.ready, at: 2)],
        [call(at: 1, failure: "refused"), call(at: 3, attempt: 2)])
        == [
          "Range to a:1: status 14, refused, in 1000 µs",
          "calls connection to a:1: ready",
          "Range to a:1, attempt 2: 3 bytes sent, 5 received, in 3000 µs",
        ])
  }
}
