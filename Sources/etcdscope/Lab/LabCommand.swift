import Configuration
import EtcdClient
import LocalCluster
import ProgramShell
import Scenarios

/// `etcdscope lab`: a cluster of its own, every policy through every fault, and the comparison.
struct LabCommand {
  var settings: Settings

  func run() async throws(Failure) -> ExitCode {
    let run = LabRun(
      policies: try Self.choices("policies", settings.labPolicies),
      scenarios: try Self.choices("scenarios", settings.labScenarios))
    let outcome = await withTaskGroup(of: Result<ExitCode, Failure>.self) { group in
      group.addTask { await compare(run) }
      group.addTask {
        await Interruption().wait()
        return .success(.interrupted)
      }
      let first = await group.next()
      group.cancelAll()
      // The cluster is stopped before the program ends.
      await group.waitForAll()
      return first
    }
    return try outcome?.get() ?? .error
  }

  /// Those that were named, in the order of the cases; all of them without a name.
  static func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: String, _ names: [String]
  ) throws(Failure) -> [Choice] {
    let all = Array(Choice.allCases)
    for name in names where !all.contains(where: { $0.rawValue == name }) {
      throw Failure(
        "--\(option) names \"\(name)\"; write some of "
          + all.map(\.rawValue).joined(separator: ", "),
        code: .badArguments)
    }
    return names.isEmpty ? all : all.filter { names.contains($0.rawValue) }
  }

  private func compare(_ run: LabRun) async -> Result<ExitCode, Failure> {
    do {
      var options = ClusterOptions()
      options.etcd = settings.etcdPath
      StandardError.print("etcdscope: starting three etcd members …")
      let cluster = try await LocalCluster.start(options)
      do {
        let results = try await run.run(on: cluster) { scenario in
          StandardError.print("etcdscope: \(scenario.rawValue) …")
        }
        await cluster.stop()
        StandardOutput.print(
          settings.output == .json ? LabReport.json(results) : LabReport.table(results))
        return .success(.done)
      } catch {
        await cluster.stop()
        throw error
      }
    } catch {
      return .failure(Failure("\(error)"))
    }
  }
}
