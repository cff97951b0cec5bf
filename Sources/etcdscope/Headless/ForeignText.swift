import Glibc
import Terminal
import TerminalModel

/// Foreign bytes on their way to standard output or standard error, which may be a terminal.
enum ForeignText {
  /// A terminal that is not known to speak UTF-8 gets ASCII; a pipe and a file get all that is
  /// printable.
  private static let width: ScalarWidth =
    isatty(STDOUT_FILENO) == 1 || isatty(STDERR_FILENO) == 1
    ? TextOutput.characters.width : .approximate

  /// For keys and names: what it makes can be typed again.
  static var sanitiser: Sanitiser { Sanitiser(width: width) }

  /// For values.
  static var verbatim: Sanitiser { Sanitiser(backslash: .verbatim, width: width) }

  /// Sentences of our own that may quote a server, on lines of their own.
  static func sentences(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { verbatim.sentence(String($0)) }.joined(separator: "\n")
  }

  /// A terminal shows the bytes as they are and obeys none of them.
  static func isPlain(_ bytes: [UInt8]) -> Bool {
    let shown = bytes.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\t") }
    return Array(verbatim.text(shown).utf8) == shown
  }
}
