import CTerminal
import Glibc

/// Standard error sent to a log while the screen is up, so that no message lands on the screen.
struct ErrorRedirect {
  /// A copy of what standard error was.
  let original: Int32

  /// Nil, and nothing changes, when standard error is not a terminal: then somebody wants it.
  init?(log path: String?) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    var log = path.map { ct_open_log($0) } ?? -1
    if log < 0 { log = open("/dev/null", O_WRONLY | O_CLOEXEC) }
    guard log >= 0 else { return nil }
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(log, STDERR_FILENO)
    close(log)
  }

  func undo() {
    dup2(original, STDERR_FILENO)
    close(original)
  }
}
