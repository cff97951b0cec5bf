import ExplorerModel
import TerminalModel
import Themes

/// A drawn screen.
public struct Frame: Sendable {
  public var canvas: Canvas
  /// Where the hardware cursor rests: on the focused row, so that screen readers and magnifiers
  /// follow it; it does not move for updates in the background. nil hides it.
  public var cursor: Point?
  /// A line is being typed: the cursor is to be seen.
  public var showsCursor = false
  /// What the mouse hits, a later one over those before.
  var targets: [PlacedTarget] = []

  /// What lies under a cell; nil where nothing answers to the mouse, and outside.
  public func target(x: Int, y: Int) -> ScreenTarget? {
    targets.last { $0.rect.contains(x: x, y: y) }?.target
  }
}

/// Where something lies that answers to the mouse.
struct PlacedTarget: Hashable {
  var rect: Rect
  var target: ScreenTarget
}

/// Draws the explorer's state: a pure function of it.
public struct ScreenRenderer: Sendable {
  /// Already degraded to what the terminal can show.
  public var theme: Theme
  public var glyphs: GlyphSet
  public var width: ScalarWidth

  public init(
    theme: Theme, glyphs: GlyphSet = .unicode, width: ScalarWidth = .approximate
  ) {
    self.theme = theme
    self.glyphs = glyphs
    self.width = width
  }

  /// What each pane on the screen has for its list; to be told to the reducer when it changes.
  public func paneSizes(of state: ExplorerState) -> PaneSizes {
    let layout = state.screenLayout
    var sizes = PaneSizes()
    for placed in layout.panes {
      let list = view(of: placed.pane, state).list(in: area(placed.rect, layout).inside)
      sizes[placed.pane] = Size(columns: list.width, rows: list.height)
    }
    if case .list(let list) = state.overlay {
      let painter = Painter(
        canvas: Canvas(size: Size(columns: 0, rows: 0), width: width), theme: theme, glyphs: glyphs)
      sizes.overlayRows = ListDialog(list, state).rows(in: layout.body, painter)
    }
    if case .help(let help) = state.overlay {
      sizes.overlayRows = HelpDialog(help, state).lastTop(in: layout.body, width)
    }
    return sizes
  }

  /// The screen at `state.size`.
  public func render(_ state: ExplorerState) -> Frame {
    let layout = state.screenLayout
    var painter = Painter(
      canvas: Canvas(size: state.size, width: width, style: theme[.uiForeground]), theme: theme,
      glyphs: glyphs)
    if layout.shape == .tooSmall {
      drawTooSmall(&painter)
      return Frame(canvas: painter.canvas, cursor: nil)
    }
    if let header = layout.header { HeaderLine(state, layout).draw(in: header, on: &painter) }
    if let tabs = layout.tabs { TabLine(state, layout).draw(in: tabs, on: &painter) }
    if let board = layout.board { WallBoard(state).draw(in: board, on: &painter) }
    // A wall says it in larger letters.
    let card =
      layout.board == nil && ConnectionCard.isNeeded(state) ? ConnectionCard(state: state) : nil
    let covered = card?.place(in: layout.body, painter)
    var cursor: Point?
    for placed in layout.panes {
      painter.place(.pane(placed.pane), in: placed.rect)
      if layout.hasBorders { painter.place(.title(placed.pane), in: placed.rect.row(0)) }
      let rests = draw(placed, layout, state, covered, &painter)
      if state.isFocused(placed.pane) { cursor = rests }
    }
    placeDividers(of: layout, &painter)
    if let message = layout.message { MessageLine(state: state).draw(in: message, on: &painter) }
    if layout.board == nil { HintLine(state).draw(in: layout.hints, on: &painter) }
    card?.draw(in: layout.body, on: &painter)
    if let overlay = state.overlay {
      painter.dropTargets()
      cursor = draw(overlay, layout, state, &painter)
    }
    return Frame(
      canvas: painter.canvas, cursor: cursor, showsCursor: state.isTyping,
      targets: painter.targets)
  }

  private func placeDividers(of layout: ScreenLayout, _ painter: inout Painter) {
    for divider in layout.dividers {
      for placed in layout.panes {
        painter.place(
          .divider(divider, placed.pane), in: divider.rect.intersection(placed.rect))
      }
    }
  }

  private func area(_ rect: Rect, _ layout: ScreenLayout) -> PaneArea {
    guard layout.hasBorders else { return PaneArea(inside: rect, scrollX: rect.maxX - 1) }
    let inside = rect.inset()
    return PaneArea(inside: inside, scrollX: inside.maxX)
  }

  private func view(of pane: Pane, _ state: ExplorerState) -> any PaneView {
    switch pane {
    case .keys: KeysView(state)
    case .value: ValueView(state)
    case .watches: WatchesView(state)
    case .members: MembersView(state)
    case .latency: LatencyView(state, mode: state.wallPage == .heat ? .heat : nil)
    }
  }

  private func draw(
    _ placed: ScreenLayout.PlacedPane, _ layout: ScreenLayout, _ state: ExplorerState,
    _ covered: Rect?, _ painter: inout Painter
  ) -> Point? {
    painter.clipped(to: placed.rect) { painter in
      let view = view(of: placed.pane, state)
      if layout.hasBorders { view.box(painter).draw(in: placed.rect, on: &painter) }
      let area = area(placed.rect, layout)
      guard !area.inside.isEmpty, covered.map({ !$0.overlaps(placed.rect) }) ?? true else {
        return nil
      }
      return view.draw(in: area, on: &painter)
    }
  }

  private func draw(
    _ overlay: Overlay, _ layout: ScreenLayout, _ state: ExplorerState, _ painter: inout Painter
  ) -> Point? {
    switch overlay {
    case .help(let help):
      return HelpDialog(help, state).draw(in: layout.body, on: &painter)
    case .themes(let picker):
      return ThemeDialog(picker: picker).draw(in: layout.body, on: &painter)
    case .slider(let slider):
      return SliderDialog(slider: slider).draw(in: layout.body, on: &painter)
    case .faults(let menu): return FaultDialog(menu: menu).draw(in: layout.body, on: &painter)
    case .list(let list): return ListDialog(list, state).draw(in: layout.body, on: &painter)
    case .prompt(let prompt):
      painter.fill(layout.hints, style: theme[.uiForeground])
      return PromptLine(prompt: prompt).draw(in: layout.hints, on: &painter)
    }
  }

  private func drawTooSmall(_ painter: inout Painter) {
    let (size, minimum) = (painter.canvas.size, ScreenShape.minimum)
    let lines = [
      StyledText("Too small", .statusWarn),
      StyledText("is \(size.columns)x\(size.rows)", .uiForeground),
      StyledText("needs \(minimum.columns)x\(minimum.rows)", .uiForeground),
      StyledText("q quits", .uiDim),
    ]
    let top = max(0, (size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() where top + index < size.rows {
      painter.draw(line, x: 0, y: top + index, columns: size.columns, align: .center)
    }
  }
}
