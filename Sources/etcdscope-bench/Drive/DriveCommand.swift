import Configuration
import EtcdClient
import EtcdModel
import ProgramShell

/// `etcdscope-bench drive`: any cluster through the client core, for faults of one's own making.
struct DriveCommand {
  var settings: Settings
  var drive: DriveSettings

  func run() async throws(Failure) -> ExitCode {
    let interruption = Interruption()
    let configuration = try settings.clientConfiguration()
    let cluster = try connect(configuration)
    let output = DriveOutput(settings.output, isQuiet: drive.printsSummaryOnly)
    let end: (report: DriveReport, wasInterrupted: Bool)
    do throws(Failure) {
      end =
        drive.operation == .watch
        ? try await watch(cluster, try connect(configuration), output, interruption)
        : try await call(cluster, output, interruption)
    } catch {
      await cluster.close()
      throw error
    }
    await cluster.close()
    output.summary(end.report)
    if end.wasInterrupted { return .interrupted }
    return end.report.tally.failed == 0 ? .done : .error
  }

  /// With the member-status service, as the explorer has it.
  private func connect(_ configuration: ClientConfiguration) throws(Failure) -> ClusterConnection {
    do {
      return try ClusterConnection(configuration, transport: settings.transportOptions)
    } catch {
      throw Failure("\(error)")
    }
  }

  private func call(
    _ cluster: ClusterConnection, _ output: DriveOutput, _ interruption: Interruption
  ) async throws(Failure) -> (DriveReport, Bool) {
    let lease = drive.operation.writes ? try await grant(cluster.client) : nil
    let driver = CallDriver(drive, cluster.client, lease: lease?.id ?? .none, output)
    let (cpu, wasInterrupted) = await measured(interruption, output) { await driver.run() }
    let report = DriveReport(
      tally: driver.tally, connectionsOpened: cluster.client.connectionsOpened(.calls), cpu: cpu,
      peakMemory: ProcessUsage.ownPeakMemory)
    await lease?.revoke()
    return (report, wasInterrupted)
  }

  private func watch(
    _ cluster: ClusterConnection, _ writing: ClusterConnection, _ output: DriveOutput,
    _ interruption: Interruption
  ) async throws(Failure) -> (DriveReport, Bool) {
    let lease: ScratchLease
    do throws(Failure) {
      lease = try await grant(writing.client)
    } catch {
      await writing.close()
      throw error
    }
    let writer = EventWriter(settings: drive, client: writing.client, lease: lease.id)
    let driver = WatchDriver(drive, cluster.client, writer, output)
    let (cpu, wasInterrupted) = await measured(interruption, output) {
      if let problem = await driver.run() { StandardError.print("etcdscope-bench: \(problem)") }
    }
    let report = DriveReport(
      tally: driver.tally, connectionsOpened: cluster.client.connectionsOpened(.streams), cpu: cpu,
      peakMemory: ProcessUsage.ownPeakMemory)
    await lease.revoke()
    await writing.close()
    return (report, wasInterrupted)
  }

  private func grant(_ client: EtcdClient) async throws(Failure) -> ScratchLease {
    do throws(EtcdError) {
      return try await ScratchLease(client)
    } catch {
      throw Failure(
        "no lease for the keys to be written: \(error)",
        code: error.code == .unavailable ? .cannotConnect : .error)
    }
  }

  /// Runs the body until its end or an interruption.
  ///
  /// - Returns: the CPU time of this process meanwhile, without that of the output.
  private func measured(
    _ interruption: Interruption, _ output: DriveOutput,
    _ body: @escaping @Sendable () async -> Void
  ) async -> (Duration, wasInterrupted: Bool) {
    let before = ProcessUsage.ownCPU - output.cpu
    let wasInterrupted = await interruption.cancelling(body)
    return (ProcessUsage.ownCPU - output.cpu - before, wasInterrupted)
  }
}
