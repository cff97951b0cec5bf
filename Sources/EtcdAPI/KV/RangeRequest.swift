internal import CEtcdAPI
public import EtcdModel

/// Reads keys (`etcdserverpb.RangeRequest`).
public struct RangeRequest: Hashable, Sendable, WireMessage {
  public enum SortOrder: UInt32, Sendable { case none, ascend, descend }
  public enum SortTarget: UInt32, Sendable {
    case key, version, createRevision, modRevision, value
  }

  public var range: KeyRange
  /// At most this many keys; 0 is no limit.
  public var limit: Int64
  /// Reads the store as it was at this revision; 0 is now.
  public var revision: Revision
  public var sortOrder: SortOrder
  public var sortTarget: SortTarget
  /// Answered from the member's own store without asking the quorum: maybe stale, but served
  /// without a leader.
  public var isSerializable: Bool
  public var keysOnly: Bool
  public var countOnly: Bool
  /// The revision bounds are inclusive; 0 is no bound.
  public var minModRevision: Revision
  public var maxModRevision: Revision
  public var minCreateRevision: Revision
  public var maxCreateRevision: Revision

  public init(
    range: KeyRange, limit: Int64 = 0, revision: Revision = 0, sortOrder: SortOrder = .none,
    sortTarget: SortTarget = .key, isSerializable: Bool = false, keysOnly: Bool = false,
    countOnly: Bool = false, minModRevision: Revision = 0, maxModRevision: Revision = 0,
    minCreateRevision: Revision = 0, maxCreateRevision: Revision = 0
  ) {
    self.range = range
    self.limit = limit
    self.revision = revision
    self.sortOrder = sortOrder
    self.sortTarget = sortTarget
    self.isSerializable = isSerializable
    self.keysOnly = keysOnly
    self.countOnly = countOnly
    self.minModRevision = minModRevision
    self.maxModRevision = maxModRevision
    self.minCreateRevision = minCreateRevision
    self.maxCreateRevision = maxCreateRevision
  }
}

extension RangeRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__RangeRequest> {
    etcdserverpb__range_request__init
  }

  init(_ c: Etcdserverpb__RangeRequest) throws(MalformedMessage) {
    self.init(
      range: KeyRange(start: c.key.bytes, end: c.range_end.bytes), limit: c.limit,
      revision: c.revision, sortOrder: try SortOrder(c.sort_order.rawValue),
      sortTarget: try SortTarget(c.sort_target.rawValue), isSerializable: c.serializable != 0,
      keysOnly: c.keys_only != 0, countOnly: c.count_only != 0,
      minModRevision: c.min_mod_revision, maxModRevision: c.max_mod_revision,
      minCreateRevision: c.min_create_revision, maxCreateRevision: c.max_create_revision)
  }

  func write(to c: inout Etcdserverpb__RangeRequest, in arena: Arena) {
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
    c.limit = limit
    c.revision = revision
    c.sort_order.rawValue = sortOrder.rawValue
    c.sort_target.rawValue = sortTarget.rawValue
    c.serializable = isSerializable ? 1 : 0
    c.keys_only = keysOnly ? 1 : 0
    c.count_only = countOnly ? 1 : 0
    c.min_mod_revision = minModRevision
    c.max_mod_revision = maxModRevision
    c.min_create_revision = minCreateRevision
    c.max_create_revision = maxCreateRevision
  }
}

extension RangeRequest.SortOrder: ProtobufEnum {}
extension RangeRequest.SortTarget: ProtobufEnum {}
