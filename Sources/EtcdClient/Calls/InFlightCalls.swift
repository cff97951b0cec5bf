import EtcdModel
import Synchronization

/// The calls whose silence says something about their member, and the eye on those that stay
/// unanswered.
final class InFlightCalls: Sendable {
  /// How often it looks, while there is something to look at.
  private static let interval: Duration = .milliseconds(50)
  /// Looks in vain before it stops looking, so that a steady trickle of calls starts no task each.
  private static let idleLooks = 10

  private struct Entry {
    var endpoint: Endpoint
    var startedAt: ContinuousClock.Instant
    /// nil for a mutation, which nobody else can be asked for.
    var call: InFlightCall?
  }

  private struct State {
    var calls: [Int: Entry] = [:]
    var nextID = 0
    var watcher: Task<Void, Never>?
    var onSilence: (@Sendable (Endpoint, ContinuousClock.Instant) -> Void)?
  }

  private let state = Mutex(State())

  /// - Parameter onSilence: hears of each endpoint's oldest call, again and again until it ends.
  func start(onSilence: @escaping @Sendable (Endpoint, ContinuousClock.Instant) -> Void) {
    state.withLock { $0.onSilence = onSilence }
  }

  func stop() {
    state.withLock { state in
      state.onSilence = nil
      return state.watcher.take()
    }?.cancel()
  }

  func add(_ call: InFlightCall?, on endpoint: Endpoint) -> Int {
    let entry = Entry(endpoint: endpoint, startedAt: .now, call: call)
    return state.withLock { state in
      state.nextID += 1
      state.calls[state.nextID] = entry
      if state.watcher == nil, state.onSilence != nil {
        state.watcher = Task { [weak self] in await self?.watch() }
      }
      return state.nextID
    }
  }

  func remove(_ id: Int) {
    state.withLock { _ = $0.calls.removeValue(forKey: id) }
  }

  func calls(on endpoint: Endpoint) -> [InFlightCall] {
    state.withLock { $0.calls.values.compactMap { $0.endpoint == endpoint ? $0.call : nil } }
  }

  private func watch() async {
    var idleLooks = 0
    while (try? await Task.sleep(for: Self.interval)) != nil {
      let isIdle = look()
      idleLooks = isIdle ? idleLooks + 1 : 0
      let stops =
        idleLooks >= Self.idleLooks
        && state.withLock { state in
          guard state.calls.isEmpty else { return false }
          state.watcher = nil
          return true
        }
      if stops { return }
    }
  }

  /// - Returns: whether there was nothing to look at.
  private func look() -> Bool {
    let now = ContinuousClock.now
    let (isIdle, oldest, onSilence) = state.withLock { state in
      var oldest: [Endpoint: ContinuousClock.Instant] = [:]
      for call in state.calls.values where now - call.startedAt >= Self.interval {
        oldest[call.endpoint] = min(oldest[call.endpoint] ?? call.startedAt, call.startedAt)
      }
      return (state.calls.isEmpty, oldest, state.onSilence)
    }
    for (endpoint, since) in oldest { onSilence?(endpoint, since) }
    return isIdle
  }
}
