/// The characters that frames are made of.
public struct BoxGlyphs: Hashable, Sendable {
  public var horizontal: Unicode.Scalar
  public var vertical: Unicode.Scalar
  public var topLeft: Unicode.Scalar
  public var topRight: Unicode.Scalar
  public var bottomLeft: Unicode.Scalar
  public var bottomRight: Unicode.Scalar

  public init(
    horizontal: Unicode.Scalar, vertical: Unicode.Scalar, topLeft: Unicode.Scalar,
    topRight: Unicode.Scalar, bottomLeft: Unicode.Scalar, bottomRight: Unicode.Scalar
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
  }

  public static let light = BoxGlyphs(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")
  public static let rounded = BoxGlyphs(
    horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯")
  public static let heavy = BoxGlyphs(
    horizontal: "━", vertical: "┃", topLeft: "┏", topRight: "┓", bottomLeft: "┗", bottomRight: "┛")
  public static let ascii = BoxGlyphs(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}

extension Canvas {
  /// Draws the frame of a rectangle of at least 2 by 2 cells; what is inside stays.
  public mutating func box(_ rect: Rect, style: Style = .plain, glyphs: BoxGlyphs = .light) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let (right, bottom) = (rect.maxX - 1, rect.maxY - 1)
    func line(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Rect {
      Rect(x: x, y: y, width: width, height: height)
    }
    for y in [rect.y, bottom] {
      fill(line(rect.x + 1, y, rect.width - 2, 1), with: glyphs.horizontal, style: style)
    }
    for x in [rect.x, right] {
      fill(line(x, rect.y + 1, 1, rect.height - 2), with: glyphs.vertical, style: style)
    }
    fill(line(rect.x, rect.y, 1, 1), with: glyphs.topLeft, style: style)
    fill(line(right, rect.y, 1, 1), with: glyphs.topRight, style: style)
    fill(line(rect.x, bottom, 1, 1), with: glyphs.bottomLeft, style: style)
    fill(line(right, bottom, 1, 1), with: glyphs.bottomRight, style: style)
  }
}
