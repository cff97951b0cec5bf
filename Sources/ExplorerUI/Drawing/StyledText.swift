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

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var text = left
    text.append(right)
    return text
  }
}
