import Configuration
import Platform
import ProgramShell

/// From the command line to an exit code.
enum Program {
  static let version = "0.1.0"

  static func main() async -> Never {
    exitProcess(await run().rawValue)
  }

  private static func run() async -> ExitCode {
    do throws(UsageError) {
      let invocation = try Invocation.read(
        arguments: Array(CommandLine.arguments.dropFirst()), file: ConfigurationFolder.settings)
      switch invocation {
      case .help(let command):
        StandardOutput.print(HelpText.text(for: command))
        return .done
      case .version:
        StandardOutput.print("etcdscope \(version)")
        return .done
      case .run(let settings): return await run(settings)
      case .tool(let tool): return run(tool)
      }
    } catch {
      StandardError.print("etcdscope: " + ForeignText.sentences("\(error)"))
      return .badArguments
    }
  }

  private static func run(_ settings: Settings) async -> ExitCode {
    do throws(Failure) {
      switch settings.command {
      case .explore where settings.isPlain:
        return try await PlainCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .explore where settings.isOnce:
        return try await CaptureCommand(settings: settings).run()
      case .explore:
        return try await ExplorerCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .status:
        return try await StatusCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .latency:
        return try await LatencyCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .hash:
        return try await HashCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .events:
        return try await EventsCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .get:
        return try await GetCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .ls:
        return try await ListCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .find:
        return try await FindCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .history:
        return try await HistoryCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .diff:
        return try await DiffCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .watch:
        return try await WatchCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .snapshot:
        return try await SnapshotCommand(
          settings: settings, configuration: try settings.clientConfiguration()
        ).run()
      case .drive:
        throw Failure("drive is a command of etcdscope-bench", code: .badArguments)
      case .demo:
        return try await DemoCommand(settings: settings).run()
      case .lab: return try await LabCommand(settings: settings).run()
      case .capture: return try await CaptureCommand(settings: settings).run()
      case .info: return InfoCommand(settings: settings).run()
      case .keys: return try KeysCommand(settings: settings).run()
      // Read as tools.
      case .theme, .config, .completions, .man: return .badArguments
      }
    } catch {
      StandardError.print("etcdscope: " + ForeignText.sentences("\(error)"))
      return error.code
    }
  }

  private static func run(_ tool: Tool) -> ExitCode {
    do throws(Failure) {
      return try ToolCommand(tool: tool).run()
    } catch {
      StandardError.print("etcdscope: " + ForeignText.sentences("\(error)"))
      return error.code
    }
  }
}
