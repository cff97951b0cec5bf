import Dispatch
import Glibc

/// The signals that end a command without a screen.
enum Interruption {
  /// Returns at the first SIGINT, SIGTERM or SIGHUP from now on, or when the task is cancelled.
  static func wait() async {
    let (signals, continuation) = AsyncStream<Void>.makeStream()
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in signals { break }
    for source in sources { source.cancel() }
  }
}
