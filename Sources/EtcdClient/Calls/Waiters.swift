import Synchronization

/// Tasks that wait for a change of something, each until a deadline of its own.
///
/// Read `changes`, look at the thing, then wait: a change in between ends the wait at once.
final class Waiters: Sendable {
  private struct State {
    var changes = 0
    var nextID = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  var changes: Int { state.withLock { $0.changes } }

  /// The thing has changed.
  func wakeAll() {
    let woken = state.withLock { state in
      state.changes += 1
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for waiter in woken { waiter.resume() }
  }

  /// Returns when the thing changed, at the deadline, or when the task is cancelled.
  func wait(after changes: Int, until deadline: ContinuousClock.Instant?) async {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let timer = deadline.map { deadline in
      Task {
        try? await Task.sleep(until: deadline, clock: .continuous)
        wake(id)
      }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.changes != changes || Task.isCancelled { return true }
          if let deadline, deadline <= .now { return true }
          state.waiting[id] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      wake(id)
    }
    timer?.cancel()
  }

  private func wake(_ id: Int) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
  }
}
