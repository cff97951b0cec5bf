import Configuration
import ExplorerModel
import ProgramShell

/// `etcdscope keys`: every action by the id that the configuration file knows it by.
struct KeysCommand {
  var settings: Settings

  func run() throws(Failure) -> ExitCode {
    let rows = try settings.keyRegistry().actions.map { action in
      [action.id, action.keys.map(\.name).joined(separator: " "), action.help]
    }
    StandardOutput.print(TextTable(["ID", "KEYS", ""], rows).text)
    return .done
  }
}

extension Settings {
  /// The actions with the user's keys.
  ///
  /// - Throws: what is wrong with each of them, with its file and line.
  func keyRegistry() throws(Failure) -> ActionRegistry {
    let bindings = keys.map { KeyBinding(action: $0.action, keys: $0.keys) }
    let (registry, problems) = ActionRegistry.standard.binding(bindings)
    guard !problems.isEmpty else { return registry }
    throw Failure(
      problems.map { "\(keys[$0.index].place): \($0)" }.joined(separator: "\n"),
      code: .invalidInput)
  }
}
