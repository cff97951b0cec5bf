internal import CEtcdAPI

public struct DowngradeRequest: Hashable, Sendable, WireMessage {
  public enum Action: UInt32, Sendable { case validate, enable, cancel }

  public var action: Action
  /// Such as "3.5".
  public var version: String

  public init(action: Action, version: String = "") {
    self.action = action
    self.version = version
  }
}

extension DowngradeRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DowngradeRequest> {
    etcdserverpb__downgrade_request__init
  }

  init(_ c: Etcdserverpb__DowngradeRequest) throws(MalformedMessage) {
    self.init(action: try Action(c.action.rawValue), version: c.version.string)
  }

  func write(to c: inout Etcdserverpb__DowngradeRequest, in arena: Arena) {
    c.action.rawValue = action.rawValue
    c.version = arena.copy(version.utf8)
  }
}

extension DowngradeRequest.Action: ProtobufEnum {}

public struct DowngradeResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// The cluster's version.
  public var version: String

  public init(header: ResponseHeader = ResponseHeader(), version: String = "") {
    self.header = header
    self.version = version
  }
}

extension DowngradeResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DowngradeResponse> {
    etcdserverpb__downgrade_response__init
  }

  init(_ c: Etcdserverpb__DowngradeResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), version: c.version.string)
  }

  func write(to c: inout Etcdserverpb__DowngradeResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.version = arena.copy(version.utf8)
  }
}
