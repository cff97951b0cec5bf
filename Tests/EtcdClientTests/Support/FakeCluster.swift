import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import Testing

@testable import EtcdClient

/// Three members behind an `InMemoryTransport`, each with a behaviour of its own for each method.
final class FakeCluster: Sendable {
  typealias Unary = @Sendable (RPCCall, [UInt8]) async throws -> [UInt8]

  static let clusterID = ClusterID(0xC1)
  let transport = InMemoryTransport()
  let endpoints: [Endpoint] = [.a, .b, .c]
  private let behaviours = Mutex<[Endpoint: [String: Unary]]>([:])
  /// What came but for the balancer's own probes.
  private let asked = Mutex<[Endpoint: [RPCCall]]>([:])

  init() {
    for endpoint in endpoints {
      transport.serve(
        endpoint.authority,
        unary: { [weak self] call, message in
          self?.note(call, message, on: endpoint)
          guard let answer = self?.behaviour(of: endpoint, call.method) else {
            throw RPCError(code: .unimplemented, message: call.method)
          }
          return RPCResponse(message: try await answer(call, message))
        })
      answer(.range, on: endpoint) { _ in RangeResponse(header: Self.header) }
      answer(.put, on: endpoint) { _ in PutResponse(header: Self.header) }
      answer(.status, on: endpoint) { _ in StatusResponse(header: Self.header, version: "3.4.23") }
    }
  }

  static var header: ResponseHeader { ResponseHeader(clusterID: clusterID, revision: 7) }

  private func note(_ call: RPCCall, _ message: [UInt8], on endpoint: Endpoint) {
    if call.method == RPCMethod.range.path,
      let range = try? RangeRequest(decoding: message), range.range == .single(ClientCore.probeKey)
    {
      return
    }
    asked.withLock { $0[endpoint, default: []].append(call) }
  }

  private func behaviour(of endpoint: Endpoint, _ method: String) -> Unary? {
    behaviours.withLock { $0[endpoint]?[method] }
  }

  /// Serves a method on one member, or on all.
  func answer<Request, Response: EtcdResponse>(
    _ method: RPCMethod<Request, Response>, on endpoint: Endpoint? = nil,
    _ answer: @escaping @Sendable (Request) async throws -> Response
  ) {
    self.answer(method, on: endpoint) { (_: RPCCall, request) in try await answer(request) }
  }

  func answer<Request, Response: EtcdResponse>(
    _ method: RPCMethod<Request, Response>, on endpoint: Endpoint? = nil,
    _ answer: @escaping @Sendable (RPCCall, Request) async throws -> Response
  ) {
    for endpoint in endpoint.map({ [$0] }) ?? endpoints {
      behaviours.withLock {
        $0[endpoint, default: [:]][method.path] = { call, message in
          try await answer(call, try Request(decoding: message)).encoded()
        }
      }
    }
  }

  func hang(_ endpoint: Endpoint) {
    answer(.range, on: endpoint) { _ in try await forever() }
    answer(.put, on: endpoint) { _ in try await forever() }
    answer(.status, on: endpoint) { _ in try await forever() }
  }

  func recover(_ endpoint: Endpoint) {
    answer(.range, on: endpoint) { _ in RangeResponse(header: Self.header) }
    answer(.put, on: endpoint) { _ in PutResponse(header: Self.header) }
  }

  /// Calls of one method that reached a member; how often the balancer probes it besides depends
  /// on how fast the machine is.
  func calls<Request, Response>(
    _ method: RPCMethod<Request, Response>, on endpoint: Endpoint
  ) -> [RPCCall] {
    asked.withLock { $0[endpoint] ?? [] }.filter { $0.method == method.path }
  }

  func openConnections(to endpoint: Endpoint) -> Int {
    let activity = transport.activity(of: endpoint.authority)
    return activity.opened.count - activity.closed
  }

  /// A started client, shut down when the body ends.
  func withClient<Value>(
    endpoints: [Endpoint]? = nil, credentials: Credentials? = nil,
    policy: BalancerName = .healthAware, commandTimeout: Duration = .seconds(180),
    _ body: (EtcdClient) async throws -> Value
  ) async throws -> Value {
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: endpoints ?? self.endpoints, credentials: credentials, policy: policy,
        commandTimeout: commandTimeout),
      transport: transport)
    client.start()
    do {
      try await eventually("connections are ready") {
        client.connections().filter { $0.state == .ready }.count
          == policy.connections(
            among: (endpoints ?? self.endpoints).filter { self.isReachable($0) }.count)
      }
      let value = try await body(client)
      await client.shutDown()
      return value
    } catch {
      await client.shutDown()
      throw error
    }
  }

  private let unreachable = Mutex<Set<Endpoint>>([])

  func isReachable(_ endpoint: Endpoint) -> Bool {
    !unreachable.withLock { $0.contains(endpoint) }
  }

  func setReachable(_ isReachable: Bool, _ endpoint: Endpoint) {
    _ = unreachable.withLock {
      isReachable ? $0.remove(endpoint) : $0.insert(endpoint).memberAfterInsert
    }
    transport.setReachability(
      isReachable ? .ready : .transientFailure(reason: "connection refused"),
      of: endpoint.authority)
  }
}

/// Ends only with its task.
func forever<Value>() async throws -> Value {
  try await Task.sleep(for: .seconds(3600))
  throw CancellationError()
}

struct NotInTime: Error, CustomStringConvertible {
  let description: String
}

/// Waits for a condition, and fails with its name when it does not come true.
func eventually(
  _ what: String, within limit: Duration = .seconds(180), _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      throw NotInTime(description: "not in time: \(what)")
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// The error that a call throws.
func failure<Value>(
  of call: () async throws(EtcdError) -> Value, _ location: SourceLocation = #_sourceLocation
) async -> EtcdError? {
  do throws(EtcdError) {
    _ = try await call()
    Issue.record("did not fail", sourceLocation: location)
    return nil
  } catch {
    return error
  }
}
