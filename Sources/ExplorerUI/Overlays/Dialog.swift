import TerminalModel
import Themes

/// A framed box over the middle of the screen.
struct Dialog {
  var title: String
  /// At the right of the top border.
  var status = StyledText()
  /// What closes it, in the bottom border.
  var footer: StyledText
  var footerRight = StyledText()
  /// Wanted columns and rows inside the frame; the screen may give less.
  var content: Size

  /// The middle of the screen, frame included; nil when the screen has no room.
  func place(in screen: Rect) -> Rect? {
    let width = min(screen.width, content.columns + 4)
    let height = min(screen.height, content.rows + 2)
    guard width >= 12, height >= 3 else { return nil }
    return Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2,
      width: width, height: height)
  }

  /// Draws the frame and returns the rectangle inside it.
  func draw(in screen: Rect, on painter: inout Painter) -> Rect? {
    guard let rect = place(in: screen) else { return nil }
    painter.fill(rect, style: painter.theme[.dialogBackground])
    Box(
      title: title, status: status, footer: footer, footerRight: footerRight, isFocused: true,
      background: .dialogBackground
    ).draw(in: rect, on: &painter)
    return Self.inside(rect)
  }

  /// What a placed dialog has for its contents.
  static func inside(_ rect: Rect) -> Rect { rect.inset(columns: 2, rows: 1) }

  /// One row of a dialog's list.
  static func row(_ isSelected: Bool) -> ThemeRole { isSelected ? .rowCursor : .dialogBackground }

  static func keys(_ pairs: [(key: String, words: String)]) -> StyledText {
    var text = StyledText()
    for pair in pairs {
      if !text.isEmpty { text.append("  ") }
      text.append(pair.key, .hintKey)
      text.append(" " + pair.words, .hintText)
    }
    return text
  }
}
