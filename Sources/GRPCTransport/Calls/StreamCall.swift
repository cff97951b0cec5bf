import CGRPC
import RPCCore
import Synchronization

/// One bidirectional stream in the core. `GRPCStream` is the handle that its user holds.
final class StreamCall: Completion, Cancellable, @unchecked Sendable {
  // Unchecked for the core's call in `shared`, which its lock guards, and for `outcome`, each part
  // of which the queue's thread reads after the completion of its operation.

  typealias Sender = UnsafeContinuation<RPCError?, Never>
  typealias Receiver = UnsafeContinuation<Result<[UInt8]?, RPCError>, Never>
  private typealias State = StreamState<Sender, Receiver>

  private struct Shared {
    var call: CoreCall?
    var state = State()
    var isCancelled = false
  }

  private let channel: Channel
  private let queue: CompletionQueue
  private let outcome = CallOutcome()
  private let shared = Mutex(Shared())

  init(on channel: Channel, _ queue: CompletionQueue) {
    self.channel = channel
    self.queue = queue
  }

  deinit { outcome.destroy() }

  func start(_ call: RPCCall) throws(RPCError) {
    if call.hasExpired { throw .tooLate }
    guard let core = channel.begin(self, call.method, deadline: call.deadline, on: queue) else {
      throw .closed
    }
    let isCancelled = shared.withLock { shared in
      shared.call = core
      shared.state.began()
      shared.state.began()
      return shared.isCancelled
    }
    if isCancelled { core.cancel() }
    // The headers first: the core may refuse them, the status it never does.
    guard startHeaders(core, call) else {
      book { state in state.otherCompleted() + state.statusCompleted(.malformedMetadata) }
      throw .malformedMetadata
    }
    if !start(.status, core, outcome.receiveStatus) {
      core.cancel()
      book { $0.statusCompleted(.closed) }
    }
  }

  private func startHeaders(_ core: CoreCall, _ call: RPCCall) -> Bool {
    call.metadata.withCoreFields { fields, count in
      withUnsafeTemporaryAllocation(of: grpc_op.self, capacity: 2) { operations in
        operations.initializeElement(
          at: 0, to: .sendHeaders(fields, count, waitsForReady: call.waitsForReady))
        operations.initializeElement(at: 1, to: outcome.receiveHeaders)
        return core.start(.headers, for: self, on: queue, operations)
      }
    }
  }

  private func start(_ operation: Operation, _ core: CoreCall, _ step: grpc_op) -> Bool {
    withUnsafeTemporaryAllocation(of: grpc_op.self, capacity: 1) { operations in
      operations.initializeElement(at: 0, to: step)
      return core.start(operation, for: self, on: queue, operations)
    }
  }

  func send(_ message: [UInt8]) async -> RPCError? {
    let buffer = makeByteBuffer(message)
    defer { grpc_byte_buffer_destroy(buffer) }
    return await push(.send, .sendMessage(buffer))
  }

  func finishSending() async -> RPCError? {
    await push(.finishSending, .sendClose)
  }

  private func push(_ operation: Operation, _ step: grpc_op) async -> RPCError? {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { sender in
        let (refusal, call) = shared.withLock { ($0.state.send(sender), $0.call) }
        if let refusal { return resume(refusal) }
        if let call, start(operation, call, step) { return }
        book { $0.sendCompleted(success: false) }
      }
    } onCancel: {
      cancel()
    }
  }

  func receive() async -> Result<[UInt8]?, RPCError> {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { receiver in
        let (refusal, call) = shared.withLock { ($0.state.receive(receiver), $0.call) }
        if let refusal { return resume(refusal) }
        if let call, start(.receive, call, outcome.receiveMessage) { return }
        book { $0.receiveCompleted(nil) }
      }
    } onCancel: {
      cancel()
    }
  }

  func cancel() {
    let call = shared.withLock { shared -> CoreCall? in
      shared.isCancelled = true
      shared.call?.retain()
      return shared.call
    }
    call?.cancel()
    call?.release()
  }

  func completed(_ operation: Operation, success: Bool) {
    switch operation {
    case .send, .finishSending:
      book { $0.sendCompleted(success: success) }
    case .receive:
      let message = success ? outcome.takeMessage() : nil
      book { $0.receiveCompleted(message) }
    case .status:
      let call = shared.withLock { $0.call }
      let failure = call.flatMap { outcome.failure(of: $0) }
      book { $0.statusCompleted(failure) }
    case .headers, .wholeCall, .connectivity:
      book { $0.otherCompleted() }
    }
  }

  /// Books what happened, lets go of the core's call after its last operation, and resumes.
  private func book(_ change: (inout State) -> [State.Resumption]) {
    let (resumptions, finished) = shared.withLock { shared in
      let resumptions = change(&shared.state)
      return (resumptions, shared.state.running == 0 ? shared.call.take() : nil)
    }
    if let finished {
      finished.release()
      channel.end(self)
    }
    for resumption in resumptions { resume(resumption) }
  }

  private func resume(_ resumption: State.Resumption) {
    switch resumption {
    case .sender(let sender, let error): sender.resume(returning: error)
    case .receiver(let receiver, let result): receiver.resume(returning: result)
    }
  }
}
