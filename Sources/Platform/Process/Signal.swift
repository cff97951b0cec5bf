import CPlatform
import Glibc

/// The signals that the product sends and receives.
public enum Signal: Hashable, Sendable, CaseIterable {
  case child, `continue`, hangUp, interrupt, kill, stop, terminate

  var number: Int32 {
    switch self {
    case .child: SIGCHLD
    case .continue: SIGCONT
    case .hangUp: SIGHUP
    case .interrupt: SIGINT
    case .kill: SIGKILL
    case .stop: SIGSTOP
    case .terminate: SIGTERM
    }
  }
}

/// Signals that are read from a descriptor instead of interrupting a thread.
public struct SignalInbox: Sendable {
  /// Readable when a signal has come.
  public let descriptor: Descriptor

  /// Blocks the signals on this thread and the ones it starts from now on: call it on the main
  /// thread before any other thread exists, for a thread that doesn't block a signal takes it.
  public init(_ signals: [Signal]) throws(SystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal.number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let raw = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    guard raw >= 0 else { throw .last("open a signal descriptor") }
    descriptor = Descriptor(owning: raw)
  }

  /// The signals that have come since the last call.
  public func take() -> [Signal] {
    var taken: [Signal] = []
    var information = signalfd_siginfo()
    while read(descriptor.raw, &information, MemoryLayout<signalfd_siginfo>.size) > 0 {
      let number = Int32(information.ssi_signo)
      taken += Signal.allCases.filter { $0.number == number }
    }
    return taken
  }

  /// Makes a write to a pipe without a reader an error instead of the end of the process.
  public static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }
}

/// Calls a handler for signals, whatever threads there are and whichever of them block signals.
///
/// A dispatch source is there some time after it was made only: a signal that came before was lost.
public struct SignalListener: Sendable {
  private let signals: [Signal]

  /// One at a time in a process: a later one takes the signals over.
  ///
  /// - Parameter handler: runs on a thread of its own, which stays until the process ends.
  public init(
    _ signals: [Signal], _ handler: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    self.signals = signals
    let pipe = try Pipe.withoutSignal()
    for signal in signals { platform_tell_signal(signal.number, pipe.writing.raw) }
    Thread.start("signals") {
      for signal in signals { platform_take_signal(signal.number) }
      var buffer = [UInt8](repeating: 0, count: 16)
      while case .bytes = pipe.reading.read(into: &buffer) { handler() }
      withExtendedLifetime(pipe) {}
    }
  }

  /// The signals do again what they do by default: they end the process.
  public func stop() {
    for signal in signals { Glibc.signal(signal.number, SIG_DFL) }
  }
}
