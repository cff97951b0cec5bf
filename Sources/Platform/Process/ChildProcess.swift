import CPlatform
import Glibc

/// A process that this one started.
public struct ChildProcess: Hashable, Sendable {
  public let pid: Int32

  /// How a process ended.
  public enum Exit: Hashable, Sendable, CustomStringConvertible {
    case status(Int32)
    case signal(Int32)

    public var description: String {
      switch self {
      case .status(let code): "exit status \(code)"
      case .signal(let number): "signal \(number)"
      }
    }
  }

  /// Starts a program with default signal handling and none of this process's descriptors but the
  /// three given.
  ///
  /// - Parameters:
  ///   - path: The program's file; no search in `PATH`.
  ///   - arguments: Without the zeroth, which is the path.
  ///   - environment: `NAME=value` lines.
  ///   - inNewSession: Detaches from the terminal, so that its signals don't reach the child.
  ///   - diesWithThread: Kills the child when the *thread* that calls this ends: call it from a
  ///     thread that lives as long as the child may.
  public static func start(
    _ path: String, _ arguments: [String], environment: [String], directory: String? = nil,
    input: Descriptor, output: Descriptor, error: Descriptor,
    inNewSession: Bool = false, diesWithThread: Bool = false
  ) throws(SystemError) -> ChildProcess {
    let result = withCStrings([path] + arguments) { arguments in
      withCStrings(environment) { environment in
        path.withCString { path in
          withOptionalCString(directory) { directory in
            var program = platform_program(
              path: path, arguments: arguments, environment: environment, directory: directory,
              input: input.raw, output: output.raw, error: error.raw,
              new_session: inNewSession ? 1 : 0,
              parent_death_signal: diesWithThread ? SIGKILL : 0)
            return platform_spawn(&program)
          }
        }
      }
    }
    guard result > 0 else { throw SystemError(code: -result, operation: "start \(path)") }
    return ChildProcess(pid: result)
  }

  /// Sends a signal. Only until the process is reaped: its number may be another's afterwards.
  public func send(_ signal: Signal) {
    kill(pid, signal.number)
  }

  /// True once the last of its threads has stopped: others run on for a while after SIGSTOP was
  /// sent. Its parent gets SIGCHLD then.
  public var isStopped: Bool {
    var found = siginfo_t()
    let result = repeatingOnInterrupt {
      waitid(P_PID, id_t(pid), &found, WSTOPPED | WNOHANG | WNOWAIT)
    }
    return result == 0 && found.si_code == CLD_STOPPED
  }

  /// How it ended; nil while it runs. Reaps it: nil for ever after a first answer.
  public func reap() -> Exit? {
    wait(options: WNOHANG)
  }

  /// Blocks this thread until the process has ended.
  @discardableResult
  public func waitForExit() -> Exit? {
    wait(options: 0)
  }

  private func wait(options: Int32) -> Exit? {
    var status: Int32 = 0
    guard repeatingOnInterrupt({ waitpid(pid, &status, options) }) == pid else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
  }
}

private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  copies.append(nil)
  defer { for copy in copies { free(copy) } }
  return copies.withUnsafeBufferPointer { area in
    guard let base = area.baseAddress else { preconditionFailure("never empty") }
    return body(base)
  }
}

private func withOptionalCString<Result>(
  _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
) -> Result {
  guard let text else { return body(nil) }
  return text.withCString { body($0) }
}
