import Glibc
import TerminalModel

/// Why there can be no screen, in a sentence that names the way out.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or output is a file or a pipe.
  case notATerminal(String)
  /// `TERM` is not set.
  case noTerminalType
  /// The terminal cannot place the cursor, such as `dumb`.
  case incapableTerminal(String)
  /// There is no description of the terminal on this system.
  case unknownTerminal(String)
  case system(String, code: Int32)

  public var description: String {
    switch self {
    case .notATerminal(let name):
      "\(name) is not a terminal; run this in one, or use `etcdscope --plain` or "
        + "`etcdscope status` in scripts."
    case .noTerminalType:
      "TERM is not set, so the terminal's abilities are unknown; try `TERM=xterm-256color`, or use "
        + "`etcdscope --plain`."
    case .incapableTerminal(let term):
      "the terminal type \"\(Sanitiser().text(term))\" cannot show a full screen; use "
        + "`etcdscope --plain` or `etcdscope status` there."
    case .unknownTerminal(let term):
      "the terminal type \"\(Sanitiser().text(term))\" is not known on this system; try "
        + "`TERM=xterm-256color`, install the package ncurses-term, or use `etcdscope --plain`."
    case .system(let what, let code):
      "\(what): \(String(cString: strerror(code)))."
    }
  }
}
