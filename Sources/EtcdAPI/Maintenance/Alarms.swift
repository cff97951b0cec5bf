internal import CEtcdAPI
public import EtcdModel

public struct AlarmRequest: Hashable, Sendable, WireMessage {
  public enum Action: UInt32, Sendable { case get, activate, deactivate }

  public var action: Action
  /// 0 for all members.
  public var memberID: MemberID
  /// nil for any kind.
  public var kind: Alarm.Kind?

  public init(action: Action = .get, memberID: MemberID = MemberID(0), kind: Alarm.Kind? = nil) {
    self.action = action
    self.memberID = memberID
    self.kind = kind
  }
}

extension AlarmRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AlarmRequest> {
    etcdserverpb__alarm_request__init
  }

  init(_ c: Etcdserverpb__AlarmRequest) throws(MalformedMessage) {
    self.init(
      action: try Action(c.action.rawValue), memberID: MemberID(c.memberid),
      kind: Alarm.Kind(c.alarm))
  }

  func write(to c: inout Etcdserverpb__AlarmRequest, in arena: Arena) {
    c.action.rawValue = action.rawValue
    c.memberid = memberID.rawValue
    c.alarm.rawValue = kind?.number ?? 0
  }
}

extension AlarmRequest.Action: ProtobufEnum {}

public struct AlarmResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var alarms: [Alarm]

  public init(header: ResponseHeader = ResponseHeader(), alarms: [Alarm] = []) {
    self.header = header
    self.alarms = alarms
  }
}

extension AlarmResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AlarmResponse> {
    etcdserverpb__alarm_response__init
  }

  init(_ c: Etcdserverpb__AlarmResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), alarms: try Alarm.array(c.alarms, c.n_alarms))
  }

  func write(to c: inout Etcdserverpb__AlarmResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_alarms, c.alarms) = arena.messages(alarms)
  }
}
