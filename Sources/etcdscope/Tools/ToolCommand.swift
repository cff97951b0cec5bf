import Configuration
import Platform
import ProgramShell

/// The commands that need no cluster.
struct ToolCommand {
  var tool: Tool

  func run() throws(Failure) -> ExitCode {
    switch tool {
    case .listThemes: return ThemeTool(catalog: ConfigurationFolder.themes()).list()
    case .showTheme(let name):
      return try ThemeTool(catalog: ConfigurationFolder.themes()).show(name)
    case .checkTheme(let path):
      return try ThemeTool(catalog: ConfigurationFolder.themes()).check(path)
    case .writeConfiguration: return try writeConfiguration()
    case .printSchema: StandardOutput.print(ConfigurationSchema.text)
    case .printCompletions(let shell): StandardOutput.print(Completions.script(for: shell))
    case .printManual: StandardOutput.print(ManualPage.text(version: Program.version))
    }
    return .done
  }

  /// Never overwrites what is there.
  private func writeConfiguration() throws(Failure) -> ExitCode {
    guard let folder = ConfigurationFolder.path, let file = ConfigurationFolder.settingsFile else {
      throw Failure("HOME is not set, so there is no folder for settings")
    }
    guard UserFile.fingerprint(file) == nil else {
      throw Failure("\(file) is there already; move it away first")
    }
    do throws(SystemError) {
      try Folder.make(folder)
      try PrivateFile.write(Array(ConfigurationTemplate.text.utf8), to: file)
    } catch {
      throw Failure("\(error)")
    }
    StandardOutput.print("wrote \(file)")
    return .done
  }
}
