import CGRPC
import RPCCore

/// Where the core writes what it receives for one call: memory at a fixed address, for it outlives
/// the frame that starts the call.
///
/// Written by the core from the start of the call to the completion of the operation concerned;
/// read by its owner only afterwards.
struct CallOutcome: @unchecked Sendable {
  private struct Storage {
    var headers = grpc_metadata_array()
    var trailers = grpc_metadata_array()
    var status = GRPC_STATUS_UNKNOWN
    var details = grpc_slice()
    var message: ByteBuffer?
  }

  private let storage: UnsafeMutablePointer<Storage>

  init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage())
    grpc_metadata_array_init(&storage.pointee.headers)
    grpc_metadata_array_init(&storage.pointee.trailers)
  }

  func destroy() {
    grpc_metadata_array_destroy(&storage.pointee.headers)
    grpc_metadata_array_destroy(&storage.pointee.trailers)
    grpc_slice_unref(storage.pointee.details)
    if let message = storage.pointee.message { grpc_byte_buffer_destroy(message) }
    storage.deallocate()
  }

  /// Nil for status OK.
  ///
  /// Only a call that found no connection is known to have never left: it fails in the core's
  /// picker, in words of its own, and without an answer nobody else can have said them. A deadline
  /// or a cancellation proves nothing, for the core does not tell whether the call was sent; nor does
  /// "GOAWAY received", which it says of calls that the server promised not to have seen and of some
  /// others, too.
  func failure(of call: CoreCall) -> RPCError? {
    let status = storage.pointee.status
    guard status != GRPC_STATUS_OK else { return nil }
    let message = storage.pointee.details.text
    return RPCError(
      code: RPCError.Code(rawValue: Int(status.rawValue)) ?? .unknown, message: message,
      trailers: Metadata(storage.pointee.trailers),
      neverLeft: status == GRPC_STATUS_UNAVAILABLE && ConnectionFailure.isPicker(message)
        && !call.hasAnswer)
  }

  /// Nil at the end of the messages.
  func takeMessage() -> [UInt8]? {
    storage.pointee.message.take().flatMap(consume)
  }

  // The operations that write here.

  var receiveHeaders: grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_RECV_INITIAL_METADATA
    operation.data.recv_initial_metadata.recv_initial_metadata = withUnsafeMutablePointer(
      to: &storage.pointee.headers
    ) { $0 }
    return operation
  }

  var receiveMessage: grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_RECV_MESSAGE
    operation.data.recv_message.recv_message = withUnsafeMutablePointer(
      to: &storage.pointee.message
    ) { $0 }
    return operation
  }

  var receiveStatus: grpc_op {
    var operation = grpc_op()
    operation.op = GRPC_OP_RECV_STATUS_ON_CLIENT
    operation.data.recv_status_on_client.trailing_metadata = withUnsafeMutablePointer(
      to: &storage.pointee.trailers
    ) { $0 }
    operation.data.recv_status_on_client.status = withUnsafeMutablePointer(
      to: &storage.pointee.status
    ) { $0 }
    operation.data.recv_status_on_client.status_details = withUnsafeMutablePointer(
      to: &storage.pointee.details
    ) { $0 }
    return operation
  }
}
