import Configuration
import EtcdClient
import EtcdModel
import ProgramShell
import TerminalModel

/// `etcdscope events`: the timeline of the cluster from now on.
struct EventsCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    try await MemberSession(settings: settings, configuration: configuration).run { cluster in
      let entries = cluster.service.timelineEntries()
      guard let first = await cluster.settledSnapshot() else { return .interrupted }
      if !first.members.contains(where: \.isUp) {
        StandardError.print("etcdscope: no member answers yet")
      }
      if !settings.isWatching {
        Task {
          try? await Task.sleep(for: settings.span)
          cluster.stopPolling()
        }
      }
      var report = AlarmReport()
      for await entry in entries {
        StandardOutput.print(settings.output == .json ? entry.json : entry.line)
        report.tell([entry])
      }
      return report.hasTold ? .error : .done
    }
  }
}

extension TimelineEntry {
  /// Such as `2026-11-20T22:00:57.123Z leader n2: headless for ~850 ms`.
  fileprivate var line: String {
    "\(Timestamp.text(of: at)) \(change.category.rawValue) \(ForeignText.sanitiser.text(words))"
  }
}
