import RPCCore

extension RPCError {
  static let closed = RPCError(
    code: .unavailable, message: "the connection is closed", neverLeft: true)

  static let malformedMetadata = RPCError(
    code: .invalidArgument,
    message: "the call's metadata holds a name or a value that HTTP/2 does not allow",
    neverLeft: true)

  static let missingMessage = RPCError(
    code: .internalError, message: "the server answered OK without a message")

  static let endedByServer = RPCError(
    code: .unavailable, message: "the server has ended the stream")

  static func cancelled(neverLeft: Bool) -> RPCError {
    RPCError(code: .cancelled, message: "cancelled", neverLeft: neverLeft)
  }
}
