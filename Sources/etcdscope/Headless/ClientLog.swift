import EtcdClient
import EtcdModel
import ProgramShell

/// What a client does, a line each: its connections as they change, and each attempt of each call.
/// A value.
struct ClientLog {
  private struct Connection: Hashable {
    var endpoint: Endpoint
    var role: ConnectionRole
  }

  private var states: [Connection: ConnectionState] = [:]

  /// - Parameters:
  ///   - connections: All that there are now.
  ///   - calls: Those that are new.
  mutating func lines(_ connections: [ConnectionReport], _ calls: [CallRecord]) -> [String] {
    var entries = calls.map { ($0.startedAt + $0.latency, Self.words($0)) }
    for report in connections {
      let connection = Connection(endpoint: report.endpoint, role: report.role)
      guard states.updateValue(report.state, forKey: connection) != report.state else { continue }
      entries.append((report.since, Self.words(report)))
    }
    let sanitiser = ForeignText.sanitiser
    return entries.sorted { $0.0 < $1.0 }.map { at, words in
      "\(Timestamp.text(of: at)) \(sanitiser.text(words))"
    }
  }

  private static func words(_ report: ConnectionReport) -> String {
    let state =
      switch report.state {
      case .idle: "idle"
      case .connecting: "connecting"
      case .ready: "ready"
      case .transientFailure(let reason): "failed: \(reason)"
      case .closed: "closed"
      }
    return "\(report.role.rawValue) connection to \(report.endpoint): \(state)"
  }

  private static func words(_ call: CallRecord) -> String {
    let method = call.method.split(separator: "/").last ?? ""
    let attempt = call.attempt > 1 ? ", attempt \(call.attempt)" : ""
    let hedge = call.isHedge ? ", beside one that is late" : ""
    let microseconds = Int(call.latency / .microseconds(1))
    let outcome =
      call.failure.map { "status \(call.statusCode), \($0)" }
      ?? "\(call.bytesSent) bytes sent, \(call.bytesReceived) received"
    return "\(method) to \(call.endpoint)\(attempt)\(hedge): \(outcome), in \(microseconds) µs"
  }
}

/// Tells on standard error what a client does, until stopped: `--debug`.
struct ClientLogTeller: Sendable {
  private let task: Task<Void, Never>

  init(_ client: EtcdClient) {
    task = Task {
      var log = ClientLog()
      var last = 0
      var isLast = false
      while !isLast {
        // What happened until the end is told, too.
        isLast = Task.isCancelled
        let (calls, newest) = client.recentCalls(after: last)
        last = newest
        for line in log.lines(client.connections(), calls) { StandardError.print(line) }
        try? await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// Returns when everything until now is told.
  func stop() async {
    task.cancel()
    await task.value
  }
}
