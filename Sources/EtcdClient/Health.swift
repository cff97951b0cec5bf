public import EtcdModel

/// Knows how the members are; the balancer takes its advice.
public protocol HealthSource: Sendable {
  /// The newest report at once where there is one, then each later one.
  func healthReports() -> AsyncStream<HealthReport>
}

/// All that a source knows at one moment; an endpoint that is absent is one it knows nothing of.
public struct HealthReport: Hashable, Sendable {
  public var endpoints: [Endpoint: EndpointHealth]

  public init(endpoints: [Endpoint: EndpointHealth] = [:]) {
    self.endpoints = endpoints
  }
}

public struct EndpointHealth: Hashable, Sendable {
  public var verdict: Verdict
  /// nil while unknown.
  public var role: MemberRole?

  public init(verdict: Verdict, role: MemberRole? = nil) {
    self.verdict = verdict
    self.role = role
  }
}
