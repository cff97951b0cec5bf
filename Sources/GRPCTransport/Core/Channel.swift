import CGRPC
import RPCCore
import Synchronization

/// A call that can be ended from outside, at any time and from any thread.
protocol Cancellable: AnyObject, Sendable {
  func cancel()
}

/// A channel of the core, one connection to one target, with the calls that run on it.
///
/// The core's handle stays valid for as long as a call is registered or a borrower is inside, and
/// is destroyed when the channel is closed and neither is left.
final class Channel: @unchecked Sendable {
  // Unchecked for the core's handles, which the core guards itself; `state` guards their lifetime.

  private struct RegisteredMethod: @unchecked Sendable {
    // Unchecked for a handle that only the core reads.
    let raw: UnsafeMutableRawPointer
  }

  private struct State {
    var methods: [String: RegisteredMethod] = [:]
    var calls: [ObjectIdentifier: any Cancellable] = [:]
    var borrowers = 0
    var isClosing = false
    var isDestroyed = false

    /// Spares the core from parsing the path anew for each call.
    mutating func register(_ method: String, on handle: OpaquePointer) -> RegisteredMethod? {
      if let known = methods[method] { return known }
      let made = grpc_channel_register_call(handle, method, nil, nil)
      methods[method] = made.map(RegisteredMethod.init)
      return methods[method]
    }

    /// True once, when the time has come to destroy the handle.
    mutating func destroyIfUnused() -> Bool {
      guard isClosing, !isDestroyed, calls.isEmpty, borrowers == 0 else { return false }
      isDestroyed = true
      return true
    }
  }

  private let handle: OpaquePointer
  private let state = Mutex(State())
  /// Told `.closed` when the channel is closed, or gone after a graceful close.
  let publisher = ConnectivityPublisher()
  private let onDestroyed: @Sendable (Channel) -> Void

  init(handle: OpaquePointer, onDestroyed: @escaping @Sendable (Channel) -> Void) {
    self.handle = handle
    self.onDestroyed = onDestroyed
  }

  /// Registers a call and makes its core object; nil when the channel is closing.
  func begin(
    _ call: any Cancellable, _ method: String, deadline: ContinuousClock.Instant?,
    on queue: CompletionQueue
  ) -> CoreCall? {
    let id = ObjectIdentifier(call)
    let registered = state.withLock { state -> RegisteredMethod? in
      guard !state.isClosing, let method = state.register(method, on: handle) else { return nil }
      state.calls[id] = call
      return method
    }
    guard let registered else { return nil }
    let created = grpc_channel_create_registered_call(
      handle, nil, cgrpc_propagate_defaults(), queue.handle, registered.raw,
      gpr_timespec(deadline), nil)
    return created.map(CoreCall.init)
  }

  func end(_ call: any Cancellable) {
    destroyHandle(
      if:
        state.withLock { state in
          state.calls.removeValue(forKey: ObjectIdentifier(call))
          return state.destroyIfUnused()
        })
  }

  /// Runs `body` with the handle; nil once the channel is closing.
  func borrow<Value>(_ body: (OpaquePointer) -> Value) -> Value? {
    let isOpen = state.withLock { state in
      if !state.isClosing { state.borrowers += 1 }
      return !state.isClosing
    }
    guard isOpen else { return nil }
    defer {
      destroyHandle(
        if:
          state.withLock { state in
            state.borrowers -= 1
            return state.destroyIfUnused()
          })
    }
    return body(handle)
  }

  /// Refuses new calls; the channel goes when the last running one has ended.
  func closeGracefully() {
    destroyHandle(
      if:
        state.withLock { state in
          state.isClosing = true
          return state.destroyIfUnused()
        })
  }

  func close() {
    closeGracefully()
    publisher.publish(.closed)
    for call in state.withLock({ Array($0.calls.values) }) { call.cancel() }
  }

  private func destroyHandle(if isUnused: Bool) {
    guard isUnused else { return }
    grpc_channel_destroy(handle)
    publisher.publish(.closed)
    onDestroyed(self)
  }
}
