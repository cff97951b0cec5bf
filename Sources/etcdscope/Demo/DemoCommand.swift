import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import LocalCluster
import ProgramShell

/// `etcdscope demo`: a real cluster with a workload, and the explorer on it.
struct DemoCommand {
  var settings: Settings

  func run() async throws(Failure) -> ExitCode {
    let policy = try settings.policy()
    StandardError.print("etcdscope: starting three etcd members …")
    let cluster = try await start()
    do throws(Failure) {
      let code = try await settings.isHeadless ? wait(cluster) : explore(cluster, policy)
      await cluster.stop()
      return code
    } catch {
      await cluster.stop()
      throw error
    }
  }

  private func start() async throws(Failure) -> LocalCluster {
    var options = ClusterOptions()
    options.etcd = settings.etcdPath
    // The workload writes for as long as the demo is open.
    options.autoCompaction = .revisions(10_000)
    do throws(ClusterError) {
      let cluster = try await LocalCluster.start(options)
      try await cluster.startWorkload()
      return cluster
    } catch {
      throw Failure("\(error)")
    }
  }

  private func explore(
    _ cluster: LocalCluster, _ policy: BalancerName
  ) async throws(Failure) -> ExitCode {
    let members = cluster.members
    var configuration = ClientConfiguration(endpoints: [], policy: policy)
    for member in members {
      do throws(EndpointError) {
        configuration.endpoints.append(try Endpoint.parse(member.clientEndpoint))
      } catch {
        throw Failure("\(error)")
      }
    }
    configuration.dialTimeout = settings.dialTimeout
    configuration.commandTimeout = settings.commandTimeout
    return try await ExplorerCommand(
      settings: settings, configuration: configuration,
      demo: ExplorerCommand.Demo(members: members.map(\.name)) { command in
        do throws(ClusterError) {
          try await cluster.inject(Fault(command.action), on: command.member)
          return nil
        } catch {
          return "\(error)"
        }
      }
    ).run()
  }

  private func wait(_ cluster: LocalCluster) async throws(Failure) -> ExitCode {
    let endpoints = cluster.members.map(\.clientEndpoint).joined(separator: ",")
    // Made first: whoever reads the line may interrupt at once.
    let interruption = Interruption(orEndOf: .standardInput)
    StandardOutput.print("ETCDCTL_ENDPOINTS=\(endpoints)")
    await interruption.wait()
    return .done
  }
}

extension Fault {
  fileprivate init(_ action: FaultAction) {
    self =
      switch action {
      case .kill: .kill
      case .restart: .restart
      case .pause: .pause
      case .resume: .resume
      case .partition: .partition
      case .heal: .heal
      case .delay(let milliseconds): .delay(milliseconds: milliseconds)
      }
  }
}
