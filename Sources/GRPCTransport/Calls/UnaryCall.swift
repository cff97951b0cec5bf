import CGRPC
import RPCCore
import Synchronization

/// One unary call: all its operations are one batch, one completion, one resumption.
final class UnaryCall: Completion, Cancellable, @unchecked Sendable {
  // Unchecked for the core's call in `state`, which its lock guards, and for `outcome`, which only
  // the queue's thread reads, after completion.

  typealias Waiter = UnsafeContinuation<Result<RPCResponse, RPCError>, Never>

  private struct State {
    var call: CoreCall?
    var waiter: Waiter?
    var isCancelled = false
  }

  private let channel: Channel
  private let queue: CompletionQueue
  private let outcome = CallOutcome()
  private let state = Mutex(State())

  init(on channel: Channel, _ queue: CompletionQueue) {
    self.channel = channel
    self.queue = queue
  }

  deinit { outcome.destroy() }

  func run(_ call: RPCCall, message: [UInt8]) async -> Result<RPCResponse, RPCError> {
    if call.hasExpired { return .failure(.tooLate) }
    call.cancellation?.onCancel { self.cancel() }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { start(call, message: message, waiter: $0) }
    } onCancel: {
      cancel()
    }
  }

  func cancel() {
    let call = state.withLock { state -> CoreCall? in
      state.isCancelled = true
      state.call?.retain()
      return state.call
    }
    call?.cancel()
    call?.release()
  }

  private func start(_ call: RPCCall, message: [UInt8], waiter: Waiter) {
    guard let core = channel.begin(self, call.method, deadline: call.deadline, on: queue) else {
      waiter.resume(returning: .failure(.closed))
      return
    }
    let isCancelled = state.withLock { state in
      state.call = core
      state.waiter = waiter
      return state.isCancelled
    }
    if isCancelled || !startBatch(core, call, message) {
      let refusal: RPCError = isCancelled ? .cancelled(neverLeft: true) : .malformedMetadata
      finish { _ in .failure(refusal) }
    }
  }

  private func startBatch(_ core: CoreCall, _ call: RPCCall, _ message: [UInt8]) -> Bool {
    let buffer = makeByteBuffer(message)
    defer { grpc_byte_buffer_destroy(buffer) }
    return call.metadata.withCoreFields { fields, count in
      withUnsafeTemporaryAllocation(of: grpc_op.self, capacity: 6) { operations in
        operations.initializeElement(
          at: 0, to: .sendHeaders(fields, count, waitsForReady: call.waitsForReady))
        operations.initializeElement(at: 1, to: .sendMessage(buffer))
        operations.initializeElement(at: 2, to: .sendClose)
        operations.initializeElement(at: 3, to: outcome.receiveHeaders)
        operations.initializeElement(at: 4, to: outcome.receiveMessage)
        operations.initializeElement(at: 5, to: outcome.receiveStatus)
        return core.start(.wholeCall, for: self, on: queue, operations)
      }
    }
  }

  func completed(_ operation: Operation, success: Bool) {
    finish { core in
      if let failure = outcome.failure(of: core) { return .failure(failure) }
      guard let message = outcome.takeMessage() else { return .failure(.missingMessage) }
      return .success(RPCResponse(message: message))
    }
  }

  private func finish(_ result: (CoreCall) -> Result<RPCResponse, RPCError>) {
    let (call, waiter) = state.withLock { ($0.call.take(), $0.waiter.take()) }
    guard let call, let waiter else { return }
    let result = result(call)
    channel.noteAnswer(to: call)
    call.release()
    channel.end(self)
    waiter.resume(returning: result)
  }
}
