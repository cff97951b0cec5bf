import Configuration
import EtcdClient
import EtcdModel
import ProgramShell
import TerminalModel

/// `etcdscope status`: the members once, or again whenever they change.
struct StatusCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    try await MemberSession(settings: settings, configuration: configuration).run { cluster in
      guard let first = await cluster.settledSnapshot() else { return .interrupted }
      var report = AlarmReport()
      print(first)
      report.tell(cluster.service.timeline)
      guard settings.isWatching else { return report.hasTold ? .error : code(of: first) }
      for await snapshot in cluster.service.snapshots() where snapshot != first {
        print(snapshot)
        report.tell(cluster.service.timeline)
      }
      return report.hasTold ? .error : .done
    }
  }

  private func print(_ snapshot: ClusterSnapshot) {
    let shown = shown(snapshot)
    StandardOutput.print(settings.output == .json ? shown.json : shown.table)
  }

  private func code(of snapshot: ClusterSnapshot) -> ExitCode {
    let members = shown(snapshot).members
    if !members.contains(where: \.isUp) { return .cannotConnect }
    return members.allSatisfy { $0.verdict == .healthy } ? .done : .error
  }

  private func shown(_ snapshot: ClusterSnapshot) -> ClusterSnapshot {
    guard !settings.showsWholeCluster else { return snapshot }
    var shown = snapshot
    shown.members.removeAll { member in
      let endpoints = [member.endpoint].compactMap(\.self) + member.aliases
      return !endpoints.contains(where: configuration.endpoints.contains)
    }
    return shown
  }
}

/// Says on standard error which of the user's rules were broken, each time once.
struct AlarmReport {
  private var lastNumber = 0
  private(set) var hasTold = false

  mutating func tell(_ timeline: [TimelineEntry]) {
    for entry in timeline where entry.number > lastNumber {
      lastNumber = entry.number
      guard case .ruleBroken = entry.change else { continue }
      hasTold = true
      StandardError.print("etcdscope: alarm: " + ForeignText.sanitiser.text(entry.words))
    }
  }
}
