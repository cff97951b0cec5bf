import Platform
import Synchronization

/// A program that goes on while a test reads what it has printed so far.
public final class RunningCommand: Sendable {
  private let child: ChildProcess
  private let printed = Mutex<[UInt8]>([])
  private let exit: AsyncStream<ChildProcess.Exit>

  /// - Parameter program: a path.
  public init(_ program: String, _ arguments: [String]) throws {
    let pipe = try Pipe()
    child = try ChildProcess.start(
      program, arguments, environment: Environment.lines, input: .null(), output: pipe.writing,
      error: .null())
    let (exit, ending) = AsyncStream<ChildProcess.Exit>.makeStream()
    self.exit = exit
    let reading = pipe.reading
    Thread.start("running command") { [child, weak self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case .bytes(let count) = reading.read(into: &buffer) {
        self?.printed.withLock { $0 += buffer[..<count] }
      }
      ending.yield(child.waitForExit() ?? .status(-1))
      ending.finish()
    }
  }

  deinit { child.send(.kill) }

  /// Whole lines of standard output, oldest first.
  public var lines: [String] {
    let text = printed.withLock { String(decoding: $0, as: UTF8.self) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Interrupts it as Ctrl-C does, and waits for its end.
  public func interrupt() async -> ChildProcess.Exit? {
    child.send(.interrupt)
    return await exit.first { _ in true }
  }
}
