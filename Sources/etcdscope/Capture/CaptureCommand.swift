import Configuration
import ExplorerModel
import Platform
import ProgramShell
import Terminal
import TerminalModel
import Themes

/// One picture of the screen: `etcdscope capture`, of a sample or live, as text or SVG; and
/// `etcdscope --once`, live as text.
struct CaptureCommand {
  var settings: Settings

  func run() async throws(Failure) -> ExitCode {
    let appearance = Appearance(settings: settings, catalog: ConfigurationFolder.themes())
    let theme: Theme
    do throws(FileError) {
      let name = settings.theme?.name { TerminalGround.isLight() } ?? BundledThemes.defaultName
      theme = try appearance.theme(named: name)
    } catch {
      throw Failure("\(error)", code: .badArguments)
    }
    let layouts = try settings.allLayouts()
    let memory = try settings.layoutMemory(LayoutMemory(), of: layouts)
    let size = settings.size ?? TextOutput.size ?? Size(columns: 80, rows: 24)
    let still = Still(
      theme: theme, appearance: appearance, size: size,
      text: settings.isSVG ? nil : TextOutput.characters)
    let state = try await state(of: still, theme: theme.name, size: size, layouts, memory)
    let canvas = still.canvas(of: state)
    StandardOutput.print(
      settings.isSVG
        ? SVGImage(canvas: canvas).text : canvas.rows.joined(separator: "\n"))
    return state.members.snapshot?.members.contains(where: \.isUp) ?? false
      ? .done : .cannotConnect
  }

  private func state(
    of still: Still, theme: String, size: Size, _ layouts: [Layout], _ memory: LayoutMemory
  ) async throws(Failure) -> ExplorerState {
    guard settings.isOnce || settings.hasEndpoints else {
      return SampleCluster.state(size: size, theme: theme, layouts, memory)
    }
    let configuration = try settings.clientConfiguration()
    var options = settings.explorerOptions(configuration)
    options.layouts = layouts
    return try await LiveState(
      settings: settings, configuration: configuration, renderer: still.renderer
    ).take(options, theme: theme, size: size, memory)
  }
}
