import CTerminal
import Glibc
import Synchronization
import TerminalModel

/// The thread that waits for keys and signals: blocked in `poll` on standard input and on the pipe
/// that the signal handlers write to, it never wakes without a reason.
final class InputReader: Sendable {
  private struct Flags {
    var isPaused = false
    var isStopped = false
  }

  let inputs: AsyncStream<TerminalInput>
  private let continuation: AsyncStream<TerminalInput>.Continuation
  private let terminal: Int32
  private let pipe: (read: Int32, write: Int32)
  private let flags = Mutex(Flags())
  private let thread = Mutex<pthread_t?>(nil)

  /// `terminal` is where keys come from; not owned.
  init(terminal: Int32) throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard ct_open_pipe(&ends) == 0 else {
      throw .system("no pipe for signals could be opened", code: errno)
    }
    self.terminal = terminal
    pipe = (ends[0], ends[1])
    // Unbounded, since no key may be lost; the terminal's own buffer limits what is typed ahead.
    (inputs, continuation) = AsyncStream.makeStream()
  }

  /// Where the signal handlers write.
  var signalPipe: Int32 { pipe.write }

  func start() {
    thread.withLock { thread in
      guard thread == nil else { return }
      var created = pthread_t()
      let context = Unmanaged.passRetained(self).toOpaque()
      let code = pthread_create(&created, nil, inputThread, context)
      if code == 0 {
        thread = created
      } else {
        Unmanaged<InputReader>.fromOpaque(context).release()
        continuation.yield(.terminate(signal: SIGHUP))
      }
    }
  }

  /// While paused, keys stay with the terminal, for whoever reads it next.
  func pause(_ isPaused: Bool) {
    flags.withLock { $0.isPaused = isPaused }
    wake()
  }

  /// Ends the thread and the stream. The signal handlers must not use the pipe any more.
  func stop() {
    flags.withLock { $0.isStopped = true }
    wake()
    let ending = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    if let ending { pthread_join(ending, nil) }
    continuation.finish()
    Glibc.close(pipe.read)
    Glibc.close(pipe.write)
  }

  private func wake() {
    var byte: UInt8 = 0
    write(pipe.write, &byte, 1)
  }

  fileprivate func run() {
    ct_name_thread("terminal-input")
    var parser = InputParser()
    var hasInput = true
    while true {
      let flags = flags.withLock { $0 }
      if flags.isStopped { return }
      let isReading = hasInput && !flags.isPaused
      var polled = [
        pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isReading ? terminal : -1, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&polled, 2, Self.milliseconds(parser.timeout))
      if count == 0 { deliver(parser.timeOut()) }
      guard count > 0 else { continue }
      if polled[0].revents != 0 { readSignals() }
      if polled[1].revents != 0, isReading { hasInput = readKeys(&parser) }
    }
  }

  private static func milliseconds(_ timeout: Duration?) -> Int32 {
    guard let timeout else { return -1 }
    return Int32(timeout / .milliseconds(1))
  }

  private func deliver(_ inputs: [TerminalInput]) {
    for input in inputs { continuation.yield(input) }
  }

  private func readSignals() {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(pipe.read, &bytes, bytes.count)
    guard count > 0 else { return }
    for signal in bytes[..<count].map(Int32.init) {
      switch signal {
      case 0: break
      case SIGWINCH:
        if let size = windowSize(of: terminal) { continuation.yield(.resized(size)) }
      case SIGTSTP: continuation.yield(.suspendRequested)
      case SIGCONT: continuation.yield(.continued)
      default: continuation.yield(.terminate(signal: signal))
      }
    }
  }

  /// False when the terminal is gone.
  private func readKeys(_ parser: inout InputParser) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(terminal, &bytes, bytes.count)
    if count > 0 {
      deliver(parser.feed(bytes[..<count]))
      return true
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return true }
    continuation.yield(.terminate(signal: SIGHUP))
    return false
  }
}

/// The size of a terminal's window, or nil when it has none.
func windowSize(of terminal: Int32) -> Size? {
  var columns: Int32 = 0
  var rows: Int32 = 0
  guard ct_window_size(terminal, &columns, &rows) else { return nil }
  return Size(columns: Int(columns), rows: Int(rows))
}

private func inputThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context { Unmanaged<InputReader>.fromOpaque(context).takeRetainedValue().run() }
  return nil
}
