import Dispatch
import Glibc
import Platform

/// The first SIGINT, SIGTERM or SIGHUP since this was made, for commands without a screen.
package struct Interruption {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  private let signals: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let sources: [any DispatchSourceSignal]

  /// - Parameter input: Its end counts as well when it is a pipe; nobody ends a terminal or a file
  ///   to stop a program.
  package init(orEndOf input: Descriptor? = nil) {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    (self.signals, self.continuation) = (signals, continuation)
    sources = Self.numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    if let input, input.isPipe {
      Thread.start("input") {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case .bytes = input.read(into: &buffer) {}
        continuation.yield()
      }
    }
  }

  /// Returns when it has come, or when the task is cancelled.
  package func wait() async {
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }

  /// Runs the body, which it cancels; a second signal ends the process.
  ///
  /// - Returns: whether it came before the body's end.
  package func cancelling(_ body: @escaping @Sendable () async -> Void) async -> Bool {
    let work = Task { [continuation] in
      await body()
      continuation.finish()
    }
    var hasCome = false
    for await _ in signals {
      hasCome = true
      break
    }
    for source in sources { source.cancel() }
    for number in Self.numbers { signal(number, SIG_DFL) }
    work.cancel()
    await work.value
    return hasCome
  }
}
