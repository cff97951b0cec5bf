import ExplorerModel
import TerminalModel
import Themes

/// What widgets and panes draw with: the canvas, and how things look on it.
struct Painter {
  private(set) var canvas: Canvas
  let theme: Theme
  let glyphs: GlyphSet
  /// Nothing is drawn outside.
  private(set) var clip: Rect
  /// What the mouse hits; a later one lies over those before.
  private(set) var targets: [PlacedTarget] = []

  init(canvas: Canvas, theme: Theme, glyphs: GlyphSet) {
    self.canvas = canvas
    self.theme = theme
    self.glyphs = glyphs
    self.clip = canvas.bounds
  }

  var width: ScalarWidth { canvas.width }

  enum Alignment { case left, right, center }

  /// Draws one line into `columns` columns, cut with an ellipsis where it is longer.
  ///
  /// Returns the column after the text.
  @discardableResult
  mutating func draw(
    _ text: StyledText, x: Int, y: Int, columns: Int, row: ThemeRole? = nil,
    align: Alignment = .left
  ) -> Int {
    guard columns > 0 else { return x }
    let needed = text.columns(width)
    if needed > columns { return drawCut(text, x: x, y: y, columns: columns, row: row) }
    var column =
      switch align {
      case .left: x
      case .right: x + columns - needed
      case .center: x + (columns - needed) / 2
      }
    for run in text.runs {
      column = canvas.write(
        run.text, x: column, y: y, style: theme.style(run.role, on: row), clip: clip)
    }
    return column
  }

  /// The beginning of a text that does not fit, and an ellipsis.
  private mutating func drawCut(
    _ text: StyledText, x: Int, y: Int, columns: Int, row: ThemeRole?
  ) -> Int {
    let end = x + columns - 1
    let clip = clip.intersection(Rect(x: x, y: y, width: columns - 1, height: 1))
    var column = x
    var style = theme[.uiForeground]
    for run in text.runs where column < end {
      style = theme.style(run.role, on: row)
      column = canvas.write(run.text, x: column, y: y, style: style, clip: clip)
    }
    put(glyphs.ellipsis, x: end, y: y, style: style)
    return x + columns
  }

  /// Draws a piece of a longer line, scrolled `left` columns to the left.
  mutating func drawScrolled(_ text: StyledText, left: Int, in rect: Rect, row: ThemeRole? = nil) {
    var column = rect.x - left
    for run in text.runs where column < rect.maxX {
      column = canvas.write(
        run.text, x: column, y: rect.y, style: theme.style(run.role, on: row),
        clip: clip.intersection(rect))
    }
  }

  mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
    canvas.fill(clip.intersection(rect), with: scalar, style: style)
  }

  /// The frame of a rectangle.
  mutating func frame(_ rect: Rect, style: Style, glyphs: BoxGlyphs) {
    guard clip.intersection(rect) == rect else { return }
    canvas.box(rect, style: style, glyphs: glyphs)
  }

  /// Runs `body` with everything outside `rect` protected.
  mutating func clipped<Result>(
    to rect: Rect, _ body: (inout Painter) -> Result
  ) -> Result {
    let outer = clip
    clip = outer.intersection(rect)
    defer { clip = outer }
    return body(&self)
  }

  /// What is drawn there answers to the mouse.
  mutating func place(_ target: ScreenTarget, in rect: Rect) {
    let shown = clip.intersection(rect)
    if !shown.isEmpty { targets.append(PlacedTarget(rect: shown, target: target)) }
  }

  /// What was drawn so far does so no longer: something that takes all keys lies over it.
  mutating func dropTargets() {
    targets = []
  }

  mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, style: Style) {
    fill(Rect(x: x, y: y, width: 1, height: 1), with: scalar, style: style)
  }

  mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, role: ThemeRole) {
    put(scalar, x: x, y: y, style: theme[role])
  }

  /// Paints the background of a row that has a look of its own.
  mutating func fillRow(_ row: ThemeRole?, in rect: Rect) {
    guard let row else { return }
    fill(rect, style: theme[row])
  }
}
