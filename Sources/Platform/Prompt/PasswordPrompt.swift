import CPlatform
import Glibc

/// Asks for a secret at the terminal that the process belongs to, whatever standard input is.
public enum PasswordPrompt {
  /// Blocks until a line was typed; nothing of it is shown. A signal that ends the process
  /// meanwhile brings the terminal back first.
  ///
  /// - Parameter interruptedStatus: the exit status after such a signal.
  /// - Throws: when there is no terminal to ask at.
  public static func read(
    _ question: String, interruptedStatus: Int32
  ) throws(SystemError) -> String {
    let raw = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open the terminal to ask for a password") }
    // A terminal's line is no longer than this.
    var line = [CChar](repeating: 0, count: 4096)
    let count = withExtendedLifetime(Descriptor(owning: raw)) {
      platform_read_without_echo(
        raw, question, &line, UInt(line.count), interruptedStatus)
    }
    guard count >= 0 else {
      throw SystemError(code: Int32(-count), operation: "read the password")
    }
    let bytes = line[..<count].map { UInt8(bitPattern: $0) }.prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
