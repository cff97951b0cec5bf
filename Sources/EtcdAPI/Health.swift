internal import CEtcdAPI

/// Asks whether a server serves (`grpc.health.v1`). etcd says no only while it defragments, and
/// only where that is configured: it knows nothing of partitions.
public struct HealthCheckRequest: Hashable, Sendable, WireMessage {
  /// Empty for the whole server.
  public var service: String

  public init(service: String = "") {
    self.service = service
  }
}

extension HealthCheckRequest: ProtobufMessage {
  static var initialize: Initializer<Grpc__Health__V1__HealthCheckRequest> {
    grpc__health__v1__health_check_request__init
  }

  init(_ c: Grpc__Health__V1__HealthCheckRequest) throws(MalformedMessage) {
    self.init(service: c.service.string)
  }

  func write(to c: inout Grpc__Health__V1__HealthCheckRequest, in arena: Arena) {
    c.service = arena.copy(service.utf8)
  }
}

public struct HealthCheckResponse: Hashable, Sendable, WireMessage {
  public enum Status: UInt32, Sendable { case unknown, serving, notServing, serviceUnknown }

  public var status: Status

  public init(status: Status = .unknown) {
    self.status = status
  }
}

extension HealthCheckResponse: ProtobufMessage {
  static var initialize: Initializer<Grpc__Health__V1__HealthCheckResponse> {
    grpc__health__v1__health_check_response__init
  }

  init(_ c: Grpc__Health__V1__HealthCheckResponse) throws(MalformedMessage) {
    self.init(status: try Status(c.status.rawValue))
  }

  func write(to c: inout Grpc__Health__V1__HealthCheckResponse, in arena: Arena) {
    c.status.rawValue = status.rawValue
  }
}

extension HealthCheckResponse.Status: ProtobufEnum {}
