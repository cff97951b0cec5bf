import Configuration
import ExplorerModel
import ExplorerUI
import Platform
import Terminal
import TerminalModel
import Themes

/// The state and its picture: everything that the terminal shows.
@MainActor
final class ExplorerScreen {
  let session: TerminalSession
  private(set) var state: ExplorerState
  private var appearance: Appearance
  private var renderer: ScreenRenderer
  private var shownTheme: String
  private var scheduler: FrameScheduler
  private var pending: [Effect] = []
  /// What the user sees, and so what a click means.
  private var shown: Frame?

  init(
    session: TerminalSession, theme: Theme, appearance: Appearance, state: ExplorerState,
    memory: LayoutMemory, refresh: Duration
  ) {
    self.session = session
    scheduler = FrameScheduler(restInterval: refresh)
    self.state = state
    self.appearance = appearance
    shownTheme = theme.name
    renderer = ScreenRenderer(
      theme: theme.degraded(to: session.colorDepth),
      glyphs: appearance.glyphs(
        of: theme, isUTF8: session.isUTF8, terminal: Environment["TERM"]),
      width: session.width)
    apply(.resized(session.size))
    apply(.wallClock(.current))
    apply(.themes(appearance.catalog.names))
    apply(.layoutRestored(memory))
    apply(.started)
    attend()
  }

  /// Changes the state; what is to be done about it is kept for `takeEffects()`.
  func apply(_ event: ExplorerEvent) {
    scheduler.invalidate()
    pending += reduce(&state, event)
  }

  /// Somebody is there, who wants to see at once what comes of it.
  func attend() { scheduler.attended(at: .now) }

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
    session.draw(
      frame.canvas,
      cursor: frame.cursor.map { Cursor(x: $0.x, y: $0.y, isVisible: frame.showsCursor) })
    shown = frame
    scheduler.drew(at: .now)
  }

  /// What lay under the pointer.
  func target(of event: MouseEvent) -> ScreenTarget? { shown?.target(x: event.x, y: event.y) }

  /// Theme files have changed: shows the theme anew, or what is wrong with it.
  func adopt(_ catalog: ThemeCatalog) {
    appearance.catalog = catalog
    apply(.themes(catalog.names))
    showTheme()
  }

  /// A theme with a mistake leaves the last good one on the screen.
  private func showTheme() {
    shownTheme = state.theme
    do {
      let theme = try appearance.theme(named: state.theme)
      renderer.theme = theme.degraded(to: session.colorDepth)
      renderer.glyphs = appearance.glyphs(
        of: theme, isUTF8: session.isUTF8, terminal: Environment["TERM"])
    } catch {
      apply(.notice(.error, "\(error)"))
    }
  }
}
