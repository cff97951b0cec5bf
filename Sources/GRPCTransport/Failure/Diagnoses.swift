import RPCCore
import Synchronization

/// Runs diagnoses, each on a short-lived thread of its own because a handshake blocks.
final class Diagnoses: Sendable {
  private struct State {
    var isShutDown = false
    var running = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  /// An attempt to connect gets as long.
  private let timeout: Duration
  private let interruption = Interruption()
  private let state = Mutex(State())

  init(timeout: Duration) {
    self.timeout = timeout
  }

  /// Looks for the cause of a failure. Reports once, from another thread unless none can be
  /// started; nil when nothing was found.
  func start(
    _ failure: ConnectionFailure, at target: RPCTarget,
    _ report: @escaping @Sendable (String?) -> Void
  ) {
    look(at: target, by: failure.peer, report) { $0.run() }
  }

  /// The certificate that a server shows now; nil when it shows none in time.
  ///
  /// - Parameter peer: the server's resolved address, as the core writes it.
  func certificate(of target: RPCTarget, at peer: String) async -> PeerCertificate? {
    await withCheckedContinuation { waiter in
      look(at: target, by: peer, { waiter.resume(returning: $0) }) { $0.certificate() }
    }
  }

  private func look<Finding: Sendable>(
    at target: RPCTarget, by peer: String?, _ report: @escaping @Sendable (Finding?) -> Void,
    _ look: @escaping @Sendable (Diagnosis) -> Finding?
  ) {
    guard let peer = peer.flatMap(PeerAddress.init) else { return report(nil) }
    let isAccepted = state.withLock { state in
      if !state.isShutDown { state.running += 1 }
      return !state.isShutDown
    }
    guard isAccepted else { return report(nil) }
    let thread = NamedThread(name: "tls-diagnosis") { [self] in
      let diagnosis = Diagnosis(
        of: target, at: peer, deadline: .now + timeout, interruption: interruption)
      report(look(diagnosis))
      end()
    }
    guard let thread else {
      end()
      return report(nil)
    }
    thread.detach()
  }

  private func end() {
    let waiters = state.withLock { state in
      state.running -= 1
      guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Cuts off what runs and returns when its threads are at their end.
  func shutDown() async {
    state.withLock { $0.isShutDown = true }
    interruption.interrupt()
    await withCheckedContinuation { waiter in
      let isIdle = state.withLock { state in
        if state.running > 0 { state.waiters.append(waiter) }
        return state.running == 0
      }
      if isIdle { waiter.resume() }
    }
  }
}
