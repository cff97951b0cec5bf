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

  /// Reports once, from another thread unless none can be started; nil when nothing was found.
  func start(
    _ failure: ConnectionFailure, at target: RPCTarget,
    _ report: @escaping @Sendable (String?) -> Void
  ) {
    let isAccepted = state.withLock { state in
      if !state.isShutDown { state.running += 1 }
      return !state.isShutDown
    }
    guard isAccepted, let peer = failure.peer.flatMap(PeerAddress.init) else {
      if isAccepted { end() }
      return report(nil)
    }
    let thread = NamedThread(name: "tls-diagnosis") { [self] in
      let diagnosis = Diagnosis(
        of: target, at: peer, deadline: .now + timeout, interruption: interruption)
      report(diagnosis.run())
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
