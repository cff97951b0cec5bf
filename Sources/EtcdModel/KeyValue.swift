/// A key with its value and the revisions that shaped it (`mvccpb.KeyValue`).
public struct KeyValue: Hashable, Sendable {
  public var key: Key
  public var value: [UInt8]
  /// The revision of the put that created the key.
  public var createRevision: Revision
  /// The revision of the last put.
  public var modRevision: Revision
  /// Puts since creation, the first being 1; a delete starts again at 0.
  public var version: Int64
  /// The lease that the key is bound to, `.none` without one.
  public var lease: LeaseID

  public init(
    key: Key, value: [UInt8], createRevision: Revision = 0, modRevision: Revision = 0,
    version: Int64 = 0, lease: LeaseID = .none
  ) {
    self.key = key
    self.value = value
    self.createRevision = createRevision
    self.modRevision = modRevision
    self.version = version
    self.lease = lease
  }
}

/// One change of one key, as a watch delivers it (`mvccpb.Event`).
public struct Event: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case put, delete }

  public var kind: Kind
  /// For a delete only the key and the mod revision are meaningful.
  public var keyValue: KeyValue
  /// The value before, where it was asked for and still readable.
  public var previous: KeyValue?

  public init(kind: Kind, keyValue: KeyValue, previous: KeyValue? = nil) {
    self.kind = kind
    self.keyValue = keyValue
    self.previous = previous
  }

  /// A put of a key that did not exist before.
  public var isCreate: Bool {
    kind == .put && keyValue.createRevision == keyValue.modRevision
  }
}
