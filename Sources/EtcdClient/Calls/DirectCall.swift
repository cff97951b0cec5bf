import EtcdAPI
import EtcdModel
import RPCCore

extension ClientCore {
  /// One call to one member on its *status* connection, sent once; a second time only with a new
  /// token in place of one that the member did not take.
  func directCall<Request, Response: EtcdResponse>(
    _ method: RPCMethod<Request, Response>, _ request: Request, to endpoint: Endpoint,
    options: CallOptions
  ) async throws(EtcdError) -> Response {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    let kind = method.kind(of: request)
    let isMutation = kind == .write || (!method.isRepeatable && kind == .other)
    let carriesToken = kind != .status && mayCarryToken(endpoint)
    if carriesToken { try await ensureToken(until: deadline) }
    let message = request.encoded()
    let subconnection = statusConnection(to: endpoint)
    var number = 0

    while true {
      number += 1
      let (metadata, generation) = tokens.metadata(for: .local)
      let result = await attempt(
        Attempt(
          method: method.path, kind: kind, message: message,
          metadata: carriesToken ? metadata : Metadata(token: nil),
          deadline: deadline, number: number, isPicked: false),
        on: subconnection)
      switch result {
      case .success(let answer):
        return try decode(answer.message, from: endpoint, isMutation: isMutation)
      case .failure(let error):
        let disposition = Disposition(
          of: error, isRepeatable: false, hasAlternative: false,
          hasCredentials: carriesToken && tokens.hasCredentials)
        guard number == 1, disposition == .refreshToken else {
          throw EtcdError(
            error, on: endpoint, attempts: number, isMutation: isMutation,
            connectionFailure: subconnection.failure
          ).naming(request)
        }
        try await refreshToken(after: generation, until: deadline)
      }
    }
  }

  /// Kept until the client shuts down: the poller speaks to every member all the time.
  func statusConnection(to endpoint: Endpoint) -> Subconnection {
    if let existing = statusConnections.peek(endpoint) { return existing }
    return statusConnections.acquire(endpoint) { makeSubconnection(to: endpoint, role: .status) }
  }

  func connectionReports() -> [ConnectionReport] {
    let shared = [streamConnections, bulkConnections, statusConnections].flatMap(\.all)
    let reports = (balancer.subconnections + shared).map(\.report)
    let order = balancer.endpoints
    let roles = ConnectionRole.allCases
    func rank(_ report: ConnectionReport) -> (Int, String, Int) {
      (
        order.firstIndex(of: report.endpoint) ?? order.count, report.endpoint.description,
        roles.firstIndex(of: report.role) ?? roles.count
      )
    }
    return reports.sorted { rank($0) < rank($1) }
  }
}
