import Configuration
import EtcdClient
import EtcdModel
import MemberStatus
import ProgramShell

/// The member-status service for one command without a screen, and its orderly end.
struct MemberSession {
  var settings: Settings
  var configuration: ClientConfiguration
  var polling: PollSettings

  init(settings: Settings, configuration: ClientConfiguration) {
    self.settings = settings
    self.configuration = configuration
    polling = settings.pollSettings
  }

  /// - Parameter body: is to return when the service's streams end, as they do when the user
  ///   interrupts the command.
  func run(_ body: (ClusterConnection) async -> ExitCode) async throws(Failure) -> ExitCode {
    let cluster: ClusterConnection
    do {
      cluster = try ClusterConnection(
        configuration, transport: settings.transportOptions, polling: polling,
        alarms: settings.memberWatch.alarms)
    } catch {
      throw Failure("\(error)")
    }
    let log = settings.tellsClient ? ClientLogTeller(cluster.client) : nil
    let interruption = Interruption()
    let interrupted = Task {
      await interruption.wait()
      guard !Task.isCancelled else { return false }
      cluster.stopPolling()
      return true
    }
    let code = await body(cluster)
    interrupted.cancel()
    let isInterrupted = await interrupted.value
    await log?.stop()
    await cluster.close()
    return isInterrupted && code == .done ? .interrupted : code
  }
}

extension ClusterConnection {
  /// The first snapshot in which every member was judged and has shown its certificate, where it has
  /// one; nil when the user interrupts first.
  ///
  /// - Parameter patience: how long members that don't answer are given: the second question tells
  ///   why the first one failed.
  func settledSnapshot(patience: Duration = .milliseconds(1200)) async -> ClusterSnapshot? {
    let patient = ContinuousClock.now + patience
    for await snapshot in service.snapshots() where snapshot.isComplete {
      let isSettled = snapshot.members.allSatisfy { $0.isUp && !$0.awaitsCertificate }
      if isSettled || snapshot.takenAt >= patient { return snapshot }
    }
    return nil
  }
}
