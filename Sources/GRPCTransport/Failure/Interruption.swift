import Glibc
import Synchronization

/// Ends the waits of diagnoses from another thread.
final class Interruption: Sendable {
  private struct State {
    var hasHappened = false
    var descriptors: Set<Int32> = []
  }

  private let state = Mutex(State())

  var hasHappened: Bool { state.withLock { $0.hasHappened } }

  func add(_ descriptor: Int32) {
    state.withLock { _ = $0.descriptors.insert(descriptor) }
  }

  /// To be called before the descriptor is closed, for its number is soon another file's.
  func remove(_ descriptor: Int32) {
    state.withLock { _ = $0.descriptors.remove(descriptor) }
  }

  func interrupt() {
    state.withLock { state in
      state.hasHappened = true
      // Under the lock, so that none is closed meanwhile. Wakes a `poll` and never blocks.
      for descriptor in state.descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }
}
