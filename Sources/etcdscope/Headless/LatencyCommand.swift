import Configuration
import EtcdClient
import EtcdModel
import ExplorerUI
import ProgramShell
import TerminalModel

/// `etcdscope latency`: how long each endpoint takes, by kind of request, over a while.
struct LatencyCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  /// How often `--watch` prints.
  private static let interval = Duration.seconds(1)
  /// Of each kind of question to each member: nobody waits minutes for a percentile.
  private static let samplingInterval = Duration.milliseconds(500)

  func run() async throws(Failure) -> ExitCode {
    var session = MemberSession(settings: settings, configuration: configuration)
    session.polling.statusInterval = Self.samplingInterval
    session.polling.linearizableInterval = Self.samplingInterval
    session.polling.serializableInterval = Self.samplingInterval
    return try await session.run { cluster in
      guard let first = await cluster.settledSnapshot() else { return .interrupted }
      guard first.members.contains(where: \.isUp) else {
        StandardError.print("etcdscope: no member answers; see etcdscope status")
        return .cannotConnect
      }
      let ticks = ticks()
      let stopping = Task {
        for await _ in cluster.service.snapshots() {}
        ticks.cancel()
      }
      defer { stopping.cancel() }
      for await _ in ticks.stream { print(cluster) }
      return .done
    }
  }

  /// When to print: once after the span, or each second until it is cancelled.
  private func ticks() -> (stream: AsyncStream<Void>, cancel: @Sendable () -> Void) {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    let task = Task { [settings] in
      repeat {
        try? await Task.sleep(for: settings.isWatching ? Self.interval : settings.span)
        guard !Task.isCancelled else { break }
        continuation.yield()
      } while settings.isWatching
      continuation.finish()
    }
    return (stream, { task.cancel() })
  }

  private func print(_ cluster: ClusterConnection) {
    let names = cluster.service.latest.map(Self.names) ?? [:]
    let traffic = cluster.client.traffic(at: .now)
    StandardOutput.print(
      settings.output == .json ? traffic.json(names) : traffic.table(names))
  }

  /// The member behind each endpoint.
  private static func names(in snapshot: ClusterSnapshot) -> [Endpoint: String] {
    let pairs = snapshot.members.flatMap { member in
      ([member.endpoint].compactMap(\.self) + member.aliases).map { ($0, member.name) }
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension TrafficSnapshot {
  fileprivate func table(_ names: [Endpoint: String]) -> String {
    let rows = endpoints.flatMap { endpoint in
      endpoint.kinds.map { kind in
        [
          ForeignText.sanitiser.text(names[endpoint.endpoint] ?? "-"),
          endpoint.endpoint.description,
          kind.kind.rawValue, String(kind.summary.count), Format.latency(kind.summary.p50),
          Format.latency(kind.summary.p90), Format.latency(kind.summary.p99),
          Format.latency(kind.summary.max),
        ]
      }
    }
    return TextTable(["NAME", "ENDPOINT", "KIND", "COUNT", "P50", "P90", "P99", "MAX"], rows).text
  }

  fileprivate func json(_ names: [Endpoint: String]) -> String {
    JSONText.object([
      ("time", JSONText.string(Timestamp.text(of: takenAt))),
      ("window_ms", String(Int(EndpointLatency.window / .milliseconds(1)))),
      ("endpoints", JSONText.array(endpoints.map { $0.json(name: names[$0.endpoint] ?? "") })),
    ])
  }
}

extension EndpointLatency {
  fileprivate func json(name: String) -> String {
    JSONText.object([
      ("name", JSONText.string(name)), ("endpoint", JSONText.string(endpoint.description)),
      ("picks", String(picks)), ("in_flight", String(inFlight)), ("errors", String(errors)),
      ("retries", String(retries)), ("hedges", String(hedges)),
      ("kinds", JSONText.array(kinds.map(\.json))),
    ])
  }
}

extension KindLatency {
  fileprivate var json: String {
    JSONText.object([
      ("kind", JSONText.string(kind.rawValue)), ("count", String(summary.count)),
      ("p50_ms", summary.p50.millisecondsText), ("p90_ms", summary.p90.millisecondsText),
      ("p99_ms", summary.p99.millisecondsText), ("max_ms", summary.max.millisecondsText),
    ])
  }
}
