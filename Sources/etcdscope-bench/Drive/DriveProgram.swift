import Configuration
import ProgramShell

/// From the command line of `etcdscope-bench drive` to an exit code.
enum DriveProgram {
  /// - Parameter arguments: `drive` and what follows.
  static func run(_ arguments: [String]) async -> ExitCode {
    do {
      switch try Invocation.read(arguments: arguments) {
      case .help(let command):
        StandardOutput.print(HelpText.text(for: command) + notes)
        return .done
      case .run(let settings):
        guard let drive = settings.drive else { return .badArguments }
        return try await DriveCommand(settings: settings, drive: drive).run()
      case .version, .tool:
        throw UsageError("that is for etcdscope; write etcdscope-bench drive with its options")
      }
    } catch {
      StandardError.print("etcdscope-bench: \(error)")
      return (error as? Failure)?.code ?? .badArguments
    }
  }

  /// What the numbers mean.
  private static let notes = """

    The client is the explorer's, with the member-status service as its source of health: it polls
    each member on a connection of its own, which counts neither as driven calls nor as opened
    connections. Those are the calls' connections, or with --op watch the streams'.

    With -w json each call, event and move is a line as it happens, the last line is the summary:
      longest_gap_ms   between two successes, from the first one to the end of the run
      p50_ms, p99_ms   of what succeeded; of a watch, from an event's put to its arrival
      share            what each endpoint served
      cpu_us_per_call  of this process while the calls ran, the watch's writer included
    With --op watch the calls are events: failed ones were lost, or came twice; unknown ones were
    put with an unknown fate and never came.

    What is written is bound to a lease and removed at the end; of a run that was killed it goes
    within 60 s.

    Exit codes: 0 nothing failed, 1 something did, 2 can't connect, 5 interrupted, 128 bad arguments.
    """
}
