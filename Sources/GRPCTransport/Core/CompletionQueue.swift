import CGRPC
import RPCCore
import Synchronization

/// What waits for operations that were handed to the core.
protocol Completion: AnyObject, Sendable {
  /// Called on the queue's thread, once for each operation that was started. Must not block.
  func completed(_ operation: Operation, success: Bool)
}

/// What was started, for owners with more than one operation under way.
enum Operation: Sendable {
  case wholeCall, headers, status, receive, send, finishSending, connectivity
}

/// The core's completion queue, drained by a thread of its own.
///
/// The core knows an operation by an integer tag only; a table turns it into its owner, which it
/// keeps alive until then. Every entry is made before its operation starts and removed after it has
/// completed, so an empty table proves that the core holds nothing of ours.
final class CompletionQueue: @unchecked Sendable {
  // Unchecked for `handle`, which the core guards itself.

  private struct Pending {
    let owner: any Completion
    let operation: Operation
  }

  private struct Table {
    var pending: [UInt: Pending] = [:]
    var lastTag: UInt = 0
    var isShuttingDown = false
    var hasEnded = false
    var waiters: [CheckedContinuation<Void, Never>] = []

    mutating func add(_ owner: any Completion, _ operation: Operation) -> UInt? {
      guard !isShuttingDown else { return nil }
      lastTag &+= 1
      pending[lastTag] = Pending(owner: owner, operation: operation)
      return lastTag
    }

    /// Says as well whether it was the last one before a shutdown.
    mutating func remove(_ tag: UInt) -> (Pending?, isLast: Bool) {
      let removed = pending.removeValue(forKey: tag)
      return (removed, removed != nil && isShuttingDown && pending.isEmpty)
    }
  }

  let handle: OpaquePointer
  private let table = Mutex(Table())
  private let thread = Mutex<NamedThread?>(nil)

  init() throws(RPCError) {
    GRPCRuntime.start
    handle = grpc_completion_queue_create_for_next(nil)
    guard let started = NamedThread(name: "grpc-queue", run: { [self] in drain() }) else {
      grpc_completion_queue_shutdown(handle)
      grpc_completion_queue_destroy(handle)
      throw RPCError(
        code: .resourceExhausted, message: "no thread could be started; raise `ulimit -u`")
    }
    thread.withLock { $0 = started }
  }

  /// Starts an operation under a new tag.
  ///
  /// The core is entered outside the lock: the entry made before holds off the queue's shutdown.
  /// Returns false, and never completes, when the core refuses or the queue is shutting down.
  func start(
    _ operation: Operation, for owner: any Completion,
    _ begin: (UnsafeMutableRawPointer?) -> grpc_call_error
  ) -> Bool {
    guard let tag = table.withLock({ $0.add(owner, operation) }) else { return false }
    if begin(UnsafeMutableRawPointer(bitPattern: tag)) == GRPC_CALL_OK { return true }
    if table.withLock({ $0.remove(tag) }).isLast { grpc_completion_queue_shutdown(handle) }
    return false
  }

  /// Refuses what is new, waits for what runs, and returns when the thread is gone.
  func shutDown() async {
    let isIdle = table.withLock { table in
      defer { table.isShuttingDown = true }
      return !table.isShuttingDown && table.pending.isEmpty
    }
    if isIdle { grpc_completion_queue_shutdown(handle) }
    await withCheckedContinuation { waiter in
      let hasEnded = table.withLock { table in
        if !table.hasEnded { table.waiters.append(waiter) }
        return table.hasEnded
      }
      if hasEnded { waiter.resume() }
    }
    thread.withLock { $0.take() }?.join()
  }

  private func drain() {
    while true {
      let event = grpc_completion_queue_next(handle, gpr_inf_future(GPR_CLOCK_MONOTONIC), nil)
      if event.type == GRPC_QUEUE_SHUTDOWN { break }
      guard event.type == GRPC_OP_COMPLETE else { continue }
      let (pending, isLast) = table.withLock { $0.remove(UInt(bitPattern: event.tag)) }
      if let pending { pending.owner.completed(pending.operation, success: event.success != 0) }
      if isLast { grpc_completion_queue_shutdown(handle) }
    }
    grpc_completion_queue_destroy(handle)
    let waiters = table.withLock { table in
      table.hasEnded = true
      defer { table.waiters = [] }
      return table.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
