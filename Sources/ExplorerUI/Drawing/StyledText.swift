import TerminalModel
import Themes

/// One line of text in which each piece says what it means.
///
/// Foreign text must have been sanitised.
struct StyledText: ExpressibleByStringLiteral {
  struct Run {
    var text: String
    var role: ThemeRole
  }

  var runs: [Run]

  init(_ text: String = "", _ role: ThemeRole = .uiForeground) {
    runs = text.isEmpty ? [] : [Run(text: text, role: role)]
  }

  init(stringLiteral text: String) {
    self.init(text)
  }

  var isEmpty: Bool { runs.isEmpty }

  mutating func append(_ text: String, _ role: ThemeRole = .uiForeground) {
    if !text.isEmpty { runs.append(Run(text: text, role: role)) }
  }

  mutating func append(_ other: StyledText) {
    runs += other.runs
  }

  func columns(_ width: ScalarWidth) -> Int {
    runs.reduce(0) { $0 + width.columns(of: $1.text) }
  }

  /// Pieces side by side: the first cut after a word where it is too long, the others left out
  /// where they don't fit whole.
  static func fitting(
    _ pieces: [StyledText], gap: StyledText = "  ", columns: Int, _ painter: Painter
  ) -> StyledText {
    let width = painter.width
    guard var text = pieces.first?.cutAfterWord(columns: columns, painter) else {
      return StyledText()
    }
    for piece in pieces.dropFirst() {
      let longer = text + gap + piece
      if longer.columns(width) <= columns { text = longer }
    }
    return text
  }

  /// All of it, or what fits up to the end of a word and an ellipsis.
  func cutAfterWord(columns: Int, _ painter: Painter) -> StyledText {
    let width = painter.width
    guard self.columns(width) > columns else { return self }
    var room = columns - 2
    var cut = StyledText()
    for run in runs {
      guard width.columns(of: run.text) > room else {
        cut.append(run.text, run.role)
        room -= width.columns(of: run.text)
        continue
      }
      let head = width.prefix(of: run.text, columns: room)
      let words = head.lastIndex(of: " ").map { String(head[..<$0]) }
      cut.append(words ?? (cut.isEmpty ? head : ""), run.role)
      cut.append(" \(painter.glyphs.ellipsis)", run.role)
      break
    }
    return cut
  }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var text = left
    text.append(right)
    return text
  }
}
