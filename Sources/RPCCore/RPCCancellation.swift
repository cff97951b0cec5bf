import Synchronization

/// Cancels one call from outside the task that awaits it.
public final class RPCCancellation: Sendable {
  private struct State {
    var isCancelled = false
    var handler: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  public init() {}

  /// The call ends with `.cancelled` unless it has ended already.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      return state.handler.take()
    }?()
  }

  /// For the transport: what cancelling does, at once when it has happened already. Replaces an
  /// earlier handler.
  public func onCancel(_ handler: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.handler = handler }
      return state.isCancelled
    }
    if isCancelled { handler() }
  }
}

extension RPCCancellation: Hashable {
  public static func == (left: RPCCancellation, right: RPCCancellation) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
