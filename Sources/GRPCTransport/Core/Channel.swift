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
/// is destroyed when the channel is closed, or the handle was replaced, and neither is left.
final class Channel: @unchecked Sendable {
  // Unchecked for the core's handles, which the core guards itself; `state` guards their lifetime.

  private struct RegisteredMethod: @unchecked Sendable {
    // Unchecked for a handle that only the core reads.
    let raw: UnsafeMutableRawPointer
  }

  private struct Handle: @unchecked Sendable {
    // Unchecked for a handle that the core guards itself.
    let raw: OpaquePointer
  }

  private struct State {
    var handle: Handle
    /// Replaced ones that may still be in use.
    var retired: [Handle] = []
    var methods: [String: RegisteredMethod] = [:]
    var calls: [ObjectIdentifier: any Cancellable] = [:]
    var borrowers = 0
    /// Where its connection leads, or the last attempt led, once that is known.
    var peer: String?
    var isClosing = false
    var isDestroyed = false

    /// Spares the core from parsing the path anew for each call.
    mutating func register(_ method: String) -> RegisteredMethod? {
      if let known = methods[method] { return known }
      let made = grpc_channel_register_call(handle.raw, method, nil, nil)
      methods[method] = made.map(RegisteredMethod.init)
      return methods[method]
    }

    /// The handles that nobody uses any more, each once.
    mutating func takeUnused() -> Unused {
      guard calls.isEmpty, borrowers == 0, !isDestroyed else { return Unused() }
      defer { retired = [] }
      guard isClosing else { return Unused(handles: retired) }
      isDestroyed = true
      return Unused(handles: retired + [handle], isLast: true)
    }
  }

  private struct Unused {
    var handles: [Handle] = []
    /// The channel itself goes with them.
    var isLast = false
  }

  private let state: Mutex<State>
  /// Told `.closed` when the channel is closed, or gone after a graceful close.
  let publisher = ConnectivityPublisher()
  private let onDestroyed: @Sendable (Channel) -> Void

  /// Calls tell who answered them, until that is known; plaintext connections need not know.
  private let notesPeers: Bool

  init(
    handle: OpaquePointer, notesPeers: Bool, onDestroyed: @escaping @Sendable (Channel) -> Void
  ) {
    state = Mutex(State(handle: Handle(raw: handle)))
    self.notesPeers = notesPeers
    self.onDestroyed = onDestroyed
  }

  /// Registers a call and makes its core object; nil when the channel is closing.
  func begin(
    _ call: any Cancellable, _ method: String, deadline: ContinuousClock.Instant?,
    on queue: CompletionQueue
  ) -> CoreCall? {
    let id = ObjectIdentifier(call)
    let registered = state.withLock { state -> (Handle, RegisteredMethod)? in
      guard !state.isClosing, let method = state.register(method) else { return nil }
      state.calls[id] = call
      return (state.handle, method)
    }
    guard let (handle, registered) = registered else { return nil }
    let created = grpc_channel_create_registered_call(
      handle.raw, nil, cgrpc_propagate_defaults(), queue.handle, registered.raw,
      gpr_timespec(deadline), nil)
    return created.map(CoreCall.init)
  }

  func end(_ call: any Cancellable) {
    destroy(
      state.withLock { state in
        state.calls.removeValue(forKey: ObjectIdentifier(call))
        return state.takeUnused()
      })
  }

  var peer: String? { state.withLock { $0.peer } }

  func noteAnswer(to call: CoreCall) {
    if notesPeers, peer == nil { notePeer(call.peer) }
  }

  func notePeer(_ peer: String?) {
    if let peer { state.withLock { $0.peer = peer } }
  }

  /// The next connection may lead elsewhere.
  func forgetPeer() { state.withLock { $0.peer = nil } }

  /// Runs `body` with the handle; nil once the channel is closing.
  func borrow<Value>(_ body: (OpaquePointer) -> Value) -> Value? {
    let handle = state.withLock { state -> Handle? in
      guard !state.isClosing else { return nil }
      state.borrowers += 1
      return state.handle
    }
    guard let handle else { return nil }
    defer {
      destroy(
        state.withLock { state in
          state.borrowers -= 1
          return state.takeUnused()
        })
    }
    return body(handle.raw)
  }

  /// Goes on with another handle to the same target. The old one has no connection, so that its
  /// calls end by themselves.
  func replaceHandle(by fresh: OpaquePointer) {
    let fresh = Handle(raw: fresh)
    destroy(
      state.withLock { state in
        guard !state.isClosing else { return Unused(handles: [fresh]) }
        state.retired.append(state.handle)
        state.handle = fresh
        state.methods = [:]
        return state.takeUnused()
      })
  }

  /// Refuses new calls; the channel goes when the last running one has ended.
  func closeGracefully() {
    destroy(
      state.withLock { state in
        state.isClosing = true
        return state.takeUnused()
      })
  }

  func close() {
    closeGracefully()
    publisher.publish(.closed)
    for call in state.withLock({ Array($0.calls.values) }) { call.cancel() }
  }

  private func destroy(_ unused: Unused) {
    for handle in unused.handles { grpc_channel_destroy(handle.raw) }
    guard unused.isLast else { return }
    publisher.publish(.closed)
    onDestroyed(self)
  }
}
