import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel

extension EtcdClient {
  /// Revisions to look back at: enough to meet the busy parts of a keyspace, little to send.
  private static let lookBack: Revision = 200
  private static let sampleSize = 256
  private static let patience = Duration.milliseconds(150)

  /// Keys written lately, which cost a server next to nothing to tell: what is listed next then
  /// need not be found by walking. Empty when there is nothing to learn in little time.
  func sampleKeys() async -> [Key] {
    // One key wide, so that the server walks nothing to tell its revision.
    guard
      let response = try? await range(
        RangeRequest(range: .single(Key([0])), isSerializable: true, keysOnly: true))
    else { return [] }
    let revision = response.header.revision
    return await withTaskGroup(of: [Key].self) { group in
      group.addTask { await self.keysWritten(from: revision - Self.lookBack, to: revision) }
      group.addTask {
        try? await Task.sleep(for: Self.patience)
        return []
      }
      defer { group.cancelAll() }
      return await group.next() ?? []
    }
  }

  private func keysWritten(from first: Revision, to last: Revision) async -> [Key] {
    var keys: Set<Key> = []
    let subscription = watch(.all, options: WatchOptions(startRevision: max(1, first)))
    reading: for await update in subscription {
      switch update {
      case .events(let events, let revision):
        keys.formUnion(events.filter { $0.kind == .put }.map(\.keyValue.key))
        if revision >= last || keys.count >= Self.sampleSize { break reading }
      case .ended: break reading
      default: break
      }
    }
    return Array(keys)
  }
}
