import LocalCluster
import ProgramShell
import Scenarios

/// From the command line of `etcdscope-bench chaos` to an exit code.
enum ChaosProgram {
  /// - Parameter arguments: `chaos` and what follows.
  static func run(_ arguments: [String]) async -> ExitCode {
    let options: ChaosOptions
    do {
      options = try ChaosOptions(arguments.dropFirst())
    } catch {
      StandardError.print("etcdscope-bench: \(error)")
      return .badArguments
    }
    if options.wantsHelp {
      StandardOutput.print(ChaosOptions.usage)
      return .done
    }
    // First of all, so that a failing run can be repeated however it ends.
    StandardError.print("etcdscope-bench: chaos with --seed \(options.seed)")
    return await withTaskGroup(of: ExitCode?.self) { group in
      group.addTask { await disturb(options) }
      group.addTask {
        await Interruption().wait()
        return Task.isCancelled ? nil : .interrupted
      }
      let code = await group.next() ?? nil
      group.cancelAll()
      // The cluster is stopped before the program ends.
      await group.waitForAll()
      return code ?? .error
    }
  }

  private static func disturb(_ options: ChaosOptions) async -> ExitCode {
    do {
      var cluster = ClusterOptions()
      cluster.hostExecutable = options.program
      cluster.etcd = options.etcd
      cluster.heartbeatMilliseconds = 50
      cluster.electionMilliseconds = 500
      let members = try await LocalCluster.start(cluster)
      do {
        let run = ChaosRun(
          seed: options.seed, duration: options.duration, policy: options.policy)
        let report = try await run.run(on: members) { disturbance in
          StandardError.print("etcdscope-bench: \(disturbance.words)")
        }
        await members.stop()
        StandardOutput.print(options.printsJSON ? report.json : report.text)
        return report.violations.isEmpty ? .done : .error
      } catch {
        await members.stop()
        throw error
      }
    } catch {
      StandardError.print("etcdscope-bench: \(error)")
      return .error
    }
  }
}

extension ChaosPlan.Disturbance {
  fileprivate var words: String {
    let victims = members.map { "m\($0 + 1)" }.joined(separator: ", ")
    return "\(fault) on \(victims) for \(hold)"
  }
}
