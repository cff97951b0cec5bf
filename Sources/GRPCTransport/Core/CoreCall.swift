import CGRPC
import RPCCore

/// The core's call object.
struct CoreCall: @unchecked Sendable {
  // Unchecked: the core guards its calls itself, and their references keep them alive.

  let handle: OpaquePointer

  func cancel() { grpc_call_cancel(handle, nil) }

  func retain() { grpc_call_ref(handle) }

  func release() { grpc_call_unref(handle) }

  /// Starts operations that complete together under one tag.
  func start(
    _ operation: Operation, for owner: any Completion, on queue: CompletionQueue,
    _ operations: UnsafeMutableBufferPointer<grpc_op>
  ) -> Bool {
    queue.start(operation, for: owner) { tag in
      grpc_call_start_batch(handle, operations.baseAddress, operations.count, tag, nil)
    }
  }

  /// True once the server has answered anything, if only with headers.
  ///
  /// The core learns a call's peer from the answer; until then it gives the channel's own target,
  /// which `CoreTarget` writes in a form that no peer has.
  var hasAnswer: Bool {
    guard let peer = grpc_call_get_peer(handle) else { return true }
    defer { gpr_free(peer) }
    return !CoreTarget.isTarget(String(cString: peer))
  }

  /// Who answered, as the core writes it, such as `ipv4:10.0.0.1:2379`; nil before any answer.
  var peer: String? {
    guard let text = grpc_call_get_peer(handle) else { return nil }
    defer { gpr_free(text) }
    let peer = String(cString: text)
    return CoreTarget.isTarget(peer) ? nil : peer
  }
}

extension grpc_op {
  static func sendHeaders(
    _ fields: UnsafeMutablePointer<grpc_metadata>?, _ count: Int, waitsForReady: Bool
  ) -> grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_SEND_INITIAL_METADATA
    operation.flags =
      waitsForReady
      ? UInt32(
        GRPC_INITIAL_METADATA_WAIT_FOR_READY | GRPC_INITIAL_METADATA_WAIT_FOR_READY_EXPLICITLY_SET)
      : 0
    operation.data.send_initial_metadata.count = count
    operation.data.send_initial_metadata.metadata = fields
    return operation
  }

  static func sendMessage(_ buffer: ByteBuffer?) -> grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_SEND_MESSAGE
    operation.data.send_message.send_message = buffer
    return operation
  }

  static var sendClose: grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_SEND_CLOSE_FROM_CLIENT
    return operation
  }
}
