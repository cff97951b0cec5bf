import TerminalModel
import Themes

/// The frame of a pane: a border with its number and title, and labels set into the border.
struct Box {
  var number: Int?
  var title: String
  /// After the title, such as the place that a pane shows; its beginning gives way.
  var subject = ""
  /// At the right of the top border.
  var status = StyledText()
  /// In the bottom border.
  var footer = StyledText()
  var footerRight = StyledText()
  var isFocused: Bool

  var background: ThemeRole?

  /// A subject is cut to this many columns before the status gives way.
  private static let leastSubject = 12

  func draw(in rect: Rect, on painter: inout Painter) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let style = painter.theme.style(isFocused ? .uiBorderFocus : .uiBorder, on: background)
    painter.frame(
      rect, style: style, glyphs: isFocused ? painter.glyphs.focusBorder : painter.glyphs.border)
    let left = rect.x + 2
    var right = rect.maxX - 2
    let statusColumns = status.columns(painter.width)
    let titleColumns = heading(columns: 0, painter).columns(painter.width)
    let subjectColumns = min(Self.leastSubject, painter.width.columns(of: subject))
    if statusColumns > 0, titleColumns + subjectColumns + statusColumns + 7 <= right - left {
      right -= statusColumns + 2
      label(status, x: right, y: rect.y, columns: statusColumns + 2, &painter)
      right -= 1
    }
    let heading = heading(columns: right - left - 2, painter)
    label(
      heading, x: left, y: rect.y,
      columns: min(heading.columns(painter.width) + 2, right - left), &painter)
    drawFooter(in: rect, &painter)
  }

  private func drawFooter(in rect: Rect, _ painter: inout Painter) {
    let (left, right) = (rect.x + 2, rect.maxX - 2)
    let (one, two) = (footer.columns(painter.width), footerRight.columns(painter.width))
    if two > 0, two + 2 <= right - left {
      label(footerRight, x: right - two - 2, y: rect.maxY - 1, columns: two + 2, &painter)
    }
    let room = right - left - (two > 0 ? two + 3 : 0)
    if one > 0, room >= 6 {
      label(footer, x: left, y: rect.maxY - 1, columns: min(one + 2, room), &painter)
    }
  }

  private func heading(columns: Int, _ painter: Painter) -> StyledText {
    var text = StyledText()
    if let number { text.append("\(number) ", isFocused ? .uiTitleFocus : .uiFaint) }
    text.append(title, isFocused ? .uiTitleFocus : .uiTitle)
    let room = columns - text.columns(painter.width) - 2
    if !subject.isEmpty, room >= 4 {
      let cut = painter.width.truncate(
        subject, to: room, cutting: .start, ellipsis: String(painter.glyphs.ellipsis))
      text.append("  " + cut, isFocused ? .uiForeground : .uiDim)
    }
    return text
  }

  /// Text with a blank on each side, over the border.
  private func label(
    _ text: StyledText, x: Int, y: Int, columns: Int, _ painter: inout Painter
  ) {
    guard columns >= 3 else { return }
    painter.fill(
      Rect(x: x, y: y, width: columns, height: 1),
      style: painter.theme.style(.uiForeground, on: background))
    painter.draw(text, x: x + 1, y: y, columns: columns - 2, row: background)
  }
}
