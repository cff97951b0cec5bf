import RPCCore

/// Makes no connection at all, as when a certificate file is missing.
struct RefusingTransport: RPCTransport {
  func connection(to target: RPCTarget) throws(RPCError) -> any RPCConnection {
    throw RPCError(code: .invalidArgument, message: "the file ca.pem is missing")
  }

  func shutDown() async {}
}
