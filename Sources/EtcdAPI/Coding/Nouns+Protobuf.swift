internal import CEtcdAPI
internal import EtcdModel

extension KeyValue: ProtobufStruct {
  static var initialize: Initializer<Mvccpb__KeyValue> { mvccpb__key_value__init }

  init(_ c: Mvccpb__KeyValue) {
    self.init(
      key: Key(c.key.bytes), value: c.value.bytes, createRevision: c.create_revision,
      modRevision: c.mod_revision, version: c.version, lease: LeaseID(c.lease))
  }

  func write(to c: inout Mvccpb__KeyValue, in arena: Arena) {
    c.key = arena.copy(key.bytes)
    c.value = arena.copy(value)
    c.create_revision = createRevision
    c.mod_revision = modRevision
    c.version = version
    c.lease = lease.rawValue
  }
}

extension Event: ProtobufStruct {
  static var initialize: Initializer<Mvccpb__Event> { mvccpb__event__init }

  init(_ c: Mvccpb__Event) throws(MalformedMessage) {
    let kind: Kind
    switch c.type {
    case MVCCPB__EVENT__EVENT_TYPE__PUT: kind = .put
    case MVCCPB__EVENT__EVENT_TYPE__DELETE: kind = .delete
    default:
      throw MalformedMessage(message: "Event", problem: "its type \(c.type.rawValue) is not known")
    }
    self.init(
      kind: kind, keyValue: try KeyValue(reading: c.kv), previous: try KeyValue.optional(c.prev_kv))
  }

  func write(to c: inout Mvccpb__Event, in arena: Arena) {
    c.type = kind == .put ? MVCCPB__EVENT__EVENT_TYPE__PUT : MVCCPB__EVENT__EVENT_TYPE__DELETE
    c.kv = arena.message(keyValue)
    c.prev_kv = previous.map(arena.message)
  }
}

extension Member: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__Member> { etcdserverpb__member__init }

  init(_ c: Etcdserverpb__Member) {
    self.init(
      id: MemberID(c.id), name: c.name.string, peerURLs: strings(c.peerurls, c.n_peerurls),
      clientURLs: strings(c.clienturls, c.n_clienturls), isLearner: c.islearner != 0)
  }

  func write(to c: inout Etcdserverpb__Member, in arena: Arena) {
    c.id = id.rawValue
    c.name = arena.copy(name.utf8)
    (c.n_peerurls, c.peerurls) = arena.strings(peerURLs)
    (c.n_clienturls, c.clienturls) = arena.strings(clientURLs)
    c.islearner = isLearner ? 1 : 0
  }
}

extension LeaseID: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__LeaseStatus> {
    etcdserverpb__lease_status__init
  }

  init(_ c: Etcdserverpb__LeaseStatus) {
    self.init(c.id)
  }

  func write(to c: inout Etcdserverpb__LeaseStatus, in arena: Arena) {
    c.id = rawValue
  }
}

extension Alarm: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__AlarmMember> {
    etcdserverpb__alarm_member__init
  }

  init(_ c: Etcdserverpb__AlarmMember) {
    self.init(member: MemberID(c.memberid), kind: Kind(c.alarm) ?? .other(0))
  }

  func write(to c: inout Etcdserverpb__AlarmMember, in arena: Arena) {
    c.memberid = member.rawValue
    c.alarm.rawValue = kind.number
  }
}

extension Alarm.Kind {
  /// nil for `NONE`.
  init?(_ c: Etcdserverpb__AlarmType) {
    switch c {
    case ETCDSERVERPB__ALARM_TYPE__NONE: return nil
    case ETCDSERVERPB__ALARM_TYPE__NOSPACE: self = .noSpace
    case ETCDSERVERPB__ALARM_TYPE__CORRUPT: self = .corrupt
    default: self = .other(Int(c.rawValue))
    }
  }

  var number: UInt32 {
    switch self {
    case .noSpace: ETCDSERVERPB__ALARM_TYPE__NOSPACE.rawValue
    case .corrupt: ETCDSERVERPB__ALARM_TYPE__CORRUPT.rawValue
    case .other(let number): UInt32(truncatingIfNeeded: number)
    }
  }
}
