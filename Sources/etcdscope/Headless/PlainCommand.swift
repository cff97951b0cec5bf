import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ExplorerUI
import ProgramShell
import TerminalModel

/// `etcdscope --plain`: what happens to the cluster in words, an event a line, for screen readers
/// and logs. The cursor never moves but down.
struct PlainCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let cluster: ClusterConnection
    do {
      cluster = try ClusterConnection(
        configuration, transport: settings.transportOptions, polling: settings.pollSettings,
        alarms: settings.memberWatch.alarms)
    } catch {
      throw Failure("\(error)")
    }
    let name = settings.explorerOptions(configuration).clusterName
    say("Watching the cluster \(name). Control-C ends.")
    let service = cluster.service
    // Those of the first snapshot are among them, such as a rule that is broken from the start.
    let entries = service.timelineEntries()
    let telling = Task {
      for await snapshot in service.snapshots() where snapshot.isComplete {
        for member in snapshot.members { say(Self.words(member)) }
        break
      }
      for await entry in entries { say(entry.words) }
    }
    await Interruption().wait()
    telling.cancel()
    let wasAlarmed = service.timeline.contains { entry in
      if case .ruleBroken = entry.change { true } else { false }
    }
    await cluster.close()
    return wasAlarmed ? .error : .interrupted
  }

  /// With the time; an arrow is no word.
  private func say(_ words: String) {
    let time = WallClock.current
    let text = ForeignText.sanitiser.text(words).replacing("→", with: "to")
    StandardOutput.print("\(Format.time(time.millisecondsOfDay)) \(text)")
  }

  private static func words(_ member: MemberSnapshot) -> String {
    var words = [TimelineSubject(member).label, "is"]
    if let role = member.role { words.append("\(role.rawValue),") }
    words.append(member.verdict.rawValue)
    if !member.reason.isEmpty { words.append("(\(member.reason))") }
    if let version = member.status?.version { words.append("version \(version)") }
    return words.joined(separator: " ")
  }
}
