import EtcdModel
import RPCCore

/// One sending of one request.
struct Attempt: Sendable {
  var method: String
  var kind: CallRecord.Kind
  var message: [UInt8]
  var metadata: Metadata
  var deadline: ContinuousClock.Instant
  /// 1 for the first of a call.
  var number: Int
  /// The balancer chose the endpoint.
  var isPicked: Bool
  /// Another attempt of the same call is still under way.
  var isHedge = false
  var cancellation: RPCCancellation?
}

extension ClientCore {
  /// Sends a request once and writes down how that went.
  func attempt(
    _ attempt: Attempt, on subconnection: Subconnection
  ) async -> Result<RPCResponse, RPCError> {
    let endpoint = subconnection.endpoint
    var call = RPCCall(
      method: attempt.method, metadata: attempt.metadata, deadline: attempt.deadline,
      cancellation: attempt.cancellation)
    if attempt.number > 1 {
      call.metadata.fields.append(
        .init(name: "grpc-previous-rpc-attempts", value: String(attempt.number - 1)))
    }
    log.began(on: endpoint)
    let startedAt = ContinuousClock.now
    let result: Result<RPCResponse, RPCError>
    do throws(RPCError) {
      result = .success(try await subconnection.connection.unary(call, message: attempt.message))
    } catch {
      result = .failure(error)
    }
    var record = CallRecord(
      endpoint: endpoint, role: subconnection.role, method: attempt.method, kind: attempt.kind,
      startedAt: startedAt, latency: .now - startedAt, bytesSent: attempt.message.count,
      bytesReceived: 0, statusCode: 0, attempt: attempt.number, isHedge: attempt.isHedge)
    var hasLeft = true
    switch result {
    case .success(let response):
      record.bytesReceived = response.message.count
    case .failure(let error):
      record.statusCode = error.code.rawValue
      record.failure = error.message
      hasLeft = !error.neverLeft
      if !hasLeft { record.bytesSent = 0 }
    }
    log.ended(record, isPicked: attempt.isPicked, hasLeft: hasLeft)
    return result
  }
}
