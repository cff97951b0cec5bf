import Configuration
import ExplorerModel
import ExplorerUI
import TerminalModel
import Themes

/// One picture of the explorer without a terminal.
struct Still {
  var renderer: ScreenRenderer
  var size: Size

  /// - Parameter text: the terminal's character set; nil for pictures, which show everything.
  init(
    theme: Theme, appearance: Appearance, size: Size,
    text: (isUTF8: Bool, width: ScalarWidth, terminal: String?)?
  ) {
    let glyphs = appearance.glyphs(
      of: theme, isUTF8: text?.isUTF8 ?? true, terminal: text?.terminal)
    renderer = ScreenRenderer(
      theme: theme, glyphs: glyphs, width: text?.width ?? .approximate)
    self.size = size
  }

  /// Tells the panes their sizes first, until they have nothing more to ask for.
  func canvas(of state: ExplorerState) -> Canvas {
    var state = state
    _ = reduce(&state, .resized(size))
    _ = reduce(&state, .panesLaidOut(renderer.paneSizes(of: state)))
    return renderer.render(state).canvas
  }
}
