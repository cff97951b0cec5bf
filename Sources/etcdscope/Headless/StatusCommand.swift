import Configuration
import EtcdClient
import EtcdModel
import ProgramShell

/// `etcdscope status`: the members once, or again whenever they change.
struct StatusCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let cluster: ClusterConnection
    do {
      cluster = try ClusterConnection(configuration, transport: settings.transportOptions)
    } catch {
      throw Failure("\(error)")
    }
    let last = await print(cluster.service.snapshots())
    await cluster.close()
    guard let last else { return .cannotConnect }
    if !last.members.contains(where: \.isUp) { return .cannotConnect }
    return last.members.allSatisfy { $0.verdict == .healthy } ? .done : .error
  }

  /// An unreachable member is asked a second time before it is reported once and for all: by then
  /// the cause of the failure is known.
  private static let patience = Duration.milliseconds(1200)

  /// Prints what is settled: every member has answered or failed.
  ///
  /// - Returns: the snapshot printed last.
  private func print(_ snapshots: AsyncStream<ClusterSnapshot>) async -> ClusterSnapshot? {
    var last: ClusterSnapshot?
    let patient = ContinuousClock.now + Self.patience
    for await snapshot in snapshots where snapshot.isComplete {
      let isUp = snapshot.members.allSatisfy(\.isUp)
      if !settings.isWatching, !isUp, snapshot.takenAt < patient { continue }
      last = snapshot
      StandardOutput.print(settings.output == .json ? snapshot.json : snapshot.table)
      if !settings.isWatching { break }
    }
    return last
  }
}
