internal import CEtcdAPI
public import EtcdModel

/// One condition of a Txn: `target` of the key, or of every key of the range, `relation` a constant
/// (`etcdserverpb.Compare`). A key that does not exist has version and revisions 0.
public struct Compare: Hashable, Sendable {
  public enum Relation: UInt32, Sendable { case equal, greater, less, notEqual }

  public enum Target: Hashable, Sendable {
    case version(Int64)
    case createRevision(Revision)
    case modRevision(Revision)
    case value([UInt8])
    case lease(LeaseID)
  }

  public var range: KeyRange
  public var relation: Relation
  public var target: Target

  public init(range: KeyRange, _ relation: Relation, _ target: Target) {
    self.range = range
    self.relation = relation
    self.target = target
  }
}

extension Compare.Relation: ProtobufEnum {}

extension Compare: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__Compare> { etcdserverpb__compare__init }

  init(_ c: Etcdserverpb__Compare) throws(MalformedMessage) {
    self.init(
      range: KeyRange(start: c.key.bytes, end: c.range_end.bytes),
      try Relation(c.result.rawValue), try Target(c))
  }

  func write(to c: inout Etcdserverpb__Compare, in arena: Arena) {
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
    c.result.rawValue = relation.rawValue
    switch target {
    case .version(let version):
      c.target = ETCDSERVERPB__COMPARE__COMPARE_TARGET__VERSION
      c.target_union_case = ETCDSERVERPB__COMPARE__TARGET_UNION_VERSION
      c.version = version
    case .createRevision(let revision):
      c.target = ETCDSERVERPB__COMPARE__COMPARE_TARGET__CREATE
      c.target_union_case = ETCDSERVERPB__COMPARE__TARGET_UNION_CREATE_REVISION
      c.create_revision = revision
    case .modRevision(let revision):
      c.target = ETCDSERVERPB__COMPARE__COMPARE_TARGET__MOD
      c.target_union_case = ETCDSERVERPB__COMPARE__TARGET_UNION_MOD_REVISION
      c.mod_revision = revision
    case .value(let value):
      c.target = ETCDSERVERPB__COMPARE__COMPARE_TARGET__VALUE
      c.target_union_case = ETCDSERVERPB__COMPARE__TARGET_UNION_VALUE
      c.value = arena.copy(value)
    case .lease(let lease):
      c.target = ETCDSERVERPB__COMPARE__COMPARE_TARGET__LEASE
      c.target_union_case = ETCDSERVERPB__COMPARE__TARGET_UNION_LEASE
      c.lease = lease.rawValue
    }
  }
}

extension Compare.Target {
  /// A constant that is absent, or of another target, counts as the target's zero, as in etcd.
  fileprivate init(_ c: Etcdserverpb__Compare) throws(MalformedMessage) {
    let constant = c.target_union_case
    switch c.target {
    case ETCDSERVERPB__COMPARE__COMPARE_TARGET__VERSION:
      self = .version(constant == ETCDSERVERPB__COMPARE__TARGET_UNION_VERSION ? c.version : 0)
    case ETCDSERVERPB__COMPARE__COMPARE_TARGET__CREATE:
      let isSet = constant == ETCDSERVERPB__COMPARE__TARGET_UNION_CREATE_REVISION
      self = .createRevision(isSet ? c.create_revision : 0)
    case ETCDSERVERPB__COMPARE__COMPARE_TARGET__MOD:
      let isSet = constant == ETCDSERVERPB__COMPARE__TARGET_UNION_MOD_REVISION
      self = .modRevision(isSet ? c.mod_revision : 0)
    case ETCDSERVERPB__COMPARE__COMPARE_TARGET__VALUE:
      self = .value(constant == ETCDSERVERPB__COMPARE__TARGET_UNION_VALUE ? c.value.bytes : [])
    case ETCDSERVERPB__COMPARE__COMPARE_TARGET__LEASE:
      let isSet = constant == ETCDSERVERPB__COMPARE__TARGET_UNION_LEASE
      self = .lease(LeaseID(isSet ? c.lease : 0))
    default:
      throw MalformedMessage(
        message: "Compare", problem: "its target \(c.target.rawValue) is not known")
    }
  }
}
