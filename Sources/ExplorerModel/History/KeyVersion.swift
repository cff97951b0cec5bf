import EtcdModel

/// One entry of a key's history: a put or a delete.
public struct KeyVersion: Hashable, Sendable {
  public var kind: Event.Kind
  /// When it was written; etcd keeps no times, so a revision is all there is.
  public var revision: Revision
  public var createRevision: Revision
  /// Puts since the key was created; 0 for a delete.
  public var version: Int64
  public var lease: LeaseID
  /// Bytes of the value.
  public var size: Int
  /// Against the version before; nil where there is none, or where it is not known.
  public var change: ValueChange?

  public init(_ event: Event, change: ValueChange? = nil) {
    kind = event.kind
    revision = event.keyValue.modRevision
    createRevision = event.keyValue.createRevision
    version = event.keyValue.version
    lease = event.keyValue.lease
    size = event.keyValue.value.count
    self.change = change
  }

  public var isCreate: Bool { kind == .put && createRevision == revision }
}
