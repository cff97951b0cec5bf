import Platform

/// The first SIGINT, SIGTERM or SIGHUP since this was made, for commands without a screen.
package struct Interruption {
  private let signals: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  /// nil where the system has no descriptors left: signals then end the process.
  private let listener: SignalListener?

  /// - Parameter input: Its end counts as well when it is a pipe; nobody ends a terminal or a file
  ///   to stop a program.
  package init(orEndOf input: Descriptor? = nil) {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    (self.signals, self.continuation) = (signals, continuation)
    listener = try? SignalListener([.interrupt, .terminate, .hangUp]) { continuation.yield() }
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
    listener?.stop()
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
    listener?.stop()
    work.cancel()
    await work.value
    return hasCome
  }
}
