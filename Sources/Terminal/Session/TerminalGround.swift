import Glibc
import TerminalModel

/// Whether the terminal shows dark text on a light ground.
public enum TerminalGround {
  /// A terminal that says nothing holds the start up no longer.
  private static let patience: Int32 = 100

  /// Asks the terminal, then `COLORFGBG`; dark when neither tells. Before a ``TerminalSession`` is
  /// opened. Not asked at all where there are no colours.
  public static func isLight() -> Bool {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
    let isColored = ColorChoice(environment: environment) != .none
    if isColored, environment("TERM") != "linux", let isLight = GroundReply.isLight(ask()) {
      return isLight
    }
    return environment("COLORFGBG").flatMap(GroundReply.isLight(variable:)) ?? false
  }

  /// The terminal's words; empty when there is no terminal to ask.
  private static func ask() -> [UInt8] {
    var modes = termios()
    guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0 else { return [] }
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return [] }
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &modes) }
    guard write(STDOUT_FILENO, GroundReply.question, GroundReply.question.count) > 0 else {
      return []
    }
    var answer: [UInt8] = []
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !GroundReply.isComplete(answer), answer.count < 4096,
      poll(&input, 1, patience) > 0
    {
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { break }
      answer += bytes[..<count]
    }
    return answer
  }
}
