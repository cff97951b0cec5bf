import Synchronization

/// One direction of an in-memory stream: unbounded, one task puts, one task takes.
final class Mailbox: Sendable {
  private typealias Taken = Result<[UInt8]?, RPCError>

  private struct State {
    var messages: [[UInt8]] = []
    var end: Taken?
    var waiter: CheckedContinuation<Taken, Never>?
  }

  private let state = Mutex(State())

  /// Ignored after the end.
  func put(_ message: [UInt8]) {
    let waiter = state.withLock { state -> CheckedContinuation<Taken, Never>? in
      guard state.end == nil else { return nil }
      guard let waiter = state.waiter.take() else {
        state.messages.append(message)
        return nil
      }
      return waiter
    }
    waiter?.resume(returning: .success(message))
  }

  /// What was put before is still taken, unless `discarding`; the first end counts.
  func finish(_ error: RPCError? = nil, discarding: Bool = false) {
    let end: Taken = error.map { .failure($0) } ?? .success(nil)
    let waiter = state.withLock { state -> CheckedContinuation<Taken, Never>? in
      guard state.end == nil else { return nil }
      state.end = end
      if discarding { state.messages = [] }
      return state.waiter.take()
    }
    waiter?.resume(returning: end)
  }

  /// The error that the mailbox ended with, if it did.
  var failure: RPCError? {
    state.withLock { state in
      if case .failure(let error) = state.end { error } else { nil }
    }
  }

  /// The next message, nil after a finish without error. `onCancel` must lead to `finish`.
  func take(onCancel: @escaping @Sendable () -> Void) async throws(RPCError) -> [UInt8]? {
    let taken = await withTaskCancellationHandler {
      await withCheckedContinuation { (waiter: CheckedContinuation<Taken, Never>) in
        let taken = state.withLock { state -> Taken? in
          if !state.messages.isEmpty { return .success(state.messages.removeFirst()) }
          if state.end == nil { state.waiter = waiter }
          return state.end
        }
        if let taken { waiter.resume(returning: taken) }
      }
    } onCancel: {
      onCancel()
    }
    return try taken.get()
  }
}
