import RPCCore

/// Stands in for a connection that can't be made at all, such as one whose certificate file is
/// missing: it fails every call with that reason, and never anything leaves.
final class UnusableConnection: RPCConnection {
  let target: RPCTarget
  private let reason: String

  init(target: RPCTarget, reason: String) {
    self.target = target
    self.reason = reason
  }

  var connectivity: Connectivity { .transientFailure(reason: reason) }

  var lastFailure: String? { reason }

  func connectivityChanges() -> AsyncStream<Connectivity> {
    AsyncStream { changes in
      changes.yield(connectivity)
      changes.finish()
    }
  }

  func unary(_ call: RPCCall, message: [UInt8]) async throws(RPCError) -> RPCResponse {
    throw failure
  }

  func stream(_ call: RPCCall) throws(RPCError) -> any RPCStream {
    throw failure
  }

  func connect() {}
  func closeGracefully() {}
  func close() {}

  private var failure: RPCError {
    RPCError(code: .unavailable, message: reason, neverLeft: true)
  }
}
