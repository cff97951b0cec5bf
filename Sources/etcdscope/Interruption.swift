import Dispatch
import Glibc
import Platform

/// The signals that end a command without a screen.
enum Interruption {
  /// Returns at the first SIGINT, SIGTERM or SIGHUP from now on, or when the task is cancelled.
  ///
  /// - Parameter input: Its end counts as well when it is a pipe; nobody ends a terminal or a file
  ///   to stop a program.
  static func wait(orEndOf input: Descriptor? = nil) async {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
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
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
