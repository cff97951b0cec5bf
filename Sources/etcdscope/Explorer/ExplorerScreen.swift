import Configuration
import ExplorerModel
import ExplorerUI
import Terminal
import TerminalModel
import Themes

/// The state and its picture: everything that the terminal shows.
@MainActor
final class ExplorerScreen {
  let session: TerminalSession
  private(set) var state: ExplorerState
  private var renderer: ScreenRenderer
  private var shownTheme: String
  private var scheduler = FrameScheduler()
  private var pending: [Effect] = []

  /// - Parameter glyphs: nil leaves them to the locale.
  init(session: TerminalSession, theme: Theme, glyphs: GlyphSet.Name?, state: ExplorerState) {
    self.session = session
    self.state = state
    shownTheme = theme.name
    renderer = ScreenRenderer(
      theme: theme.degraded(to: session.colorDepth),
      glyphs: .named(glyphs ?? (session.isUTF8 ? .unicode : .ascii)), width: session.width)
    apply(.resized(session.size))
    apply(.wallClock(.current))
    apply(.themes(BundledThemes.names))
    apply(.started)
  }

  /// Changes the state; what is to be done about it is kept for `takeEffects()`.
  func apply(_ event: ExplorerEvent) {
    scheduler.invalidate()
    pending += reduce(&state, event)
  }

  func takeEffects() -> [Effect] {
    defer { pending = [] }
    return pending
  }

  /// Draws when something changed and the last frame is long enough ago.
  ///
  /// - Returns: when to ask again.
  func drawWhenDue() -> ContinuousClock.Instant? {
    switch scheduler.decide(at: .now) {
    case .draw: draw()
    case .wait(let deadline): return deadline
    case .nothing: break
    }
    return nil
  }

  func draw() {
    if state.theme != shownTheme { showTheme() }
    let sizes = renderer.paneSizes(of: state)
    if sizes != state.paneSizes { apply(.panesLaidOut(sizes)) }
    let frame = renderer.render(state)
    session.draw(frame.canvas, cursor: frame.cursor.map { Cursor(x: $0.x, y: $0.y) })
    scheduler.drew(at: .now)
  }

  private func showTheme() {
    shownTheme = state.theme
    do {
      renderer.theme = try ThemeCatalog.theme(named: state.theme).degraded(to: session.colorDepth)
    } catch {
      apply(.notice(.error, "\(error)"))
    }
  }
}
