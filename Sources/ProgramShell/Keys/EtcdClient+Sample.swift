import EtcdAPI
import EtcdClient
import EtcdModel

extension EtcdClient {
  /// Writes that a short watch looks back on.
  private static let revisions: Revision = 200
  /// With fewer revisions there are few keys, and they are read without hints.
  private static let smallStore: Revision = 2000
  private static let enough = 200
  /// The server takes up watches from the past each 100 ms.
  private static let patience: Duration = .milliseconds(150)

  /// Some keys under a prefix that were written lately: where they lie tells where others do, so that
  /// a large keyspace need not be walked for its first names. Never fails: hints may be missing.
  package func sampleKeys(under prefix: [UInt8]) async -> [Key] {
    let first = RangeRequest(
      range: .single(Key(prefix.isEmpty ? [0] : prefix)), isSerializable: true, countOnly: true)
    guard let newest = try? await range(first).header.revision, newest > Self.smallStore
    else { return [] }
    let updates = watch(
      .prefix(prefix),
      options: WatchOptions(
        startRevision: newest - Self.revisions, bufferedEvents: Self.enough,
        bufferedBytes: 1 << 20))
    let patience = Task {
      try? await Task.sleep(for: Self.patience)
      updates.cancel()
    }
    defer {
      patience.cancel()
      updates.cancel()
    }
    var keys: Set<Key> = []
    for await update in updates {
      switch update {
      case .events(let events, let revision):
        for event in events { keys.insert(event.keyValue.key) }
        if revision >= newest || keys.count >= Self.enough { return Array(keys) }
      case .progress(let revision) where revision >= newest: return Array(keys)
      case .overflow, .disconnected, .ended: return Array(keys)
      default: continue
      }
    }
    return Array(keys)
  }
}
