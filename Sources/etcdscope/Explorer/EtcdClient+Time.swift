import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import ValueFormats

/// What the explorer asks about the past.
extension EtcdClient {
  /// Reads both values of a comparison and lays out what differs.
  func compared(
    _ id: RequestID, _ comparison: ValueComparison, as format: ValueFormat?
  ) async throws(EtcdError) -> ExplorerEvent {
    let to = try await read(comparison.to)
    let from: KeyValue?
    var loss: String?
    do throws(EtcdError) {
      from = try await self.from(comparison, to.keyValue)
    } catch {
      guard error.code == .compacted, comparison.from == nil, to.keyValue != nil else {
        throw error
      }
      from = nil
      loss = "the version before is compacted, all of this one is shown"
    }
    var document = ValueDiff.document(from: from?.value, to: to.keyValue?.value, as: format)
    document.note = loss ?? document.note
    return .valuesCompared(
      id, document, from: from, to: to.keyValue, revision: to.revision)
  }

  private func from(
    _ comparison: ValueComparison, _ to: KeyValue?
  ) async throws(EtcdError) -> KeyValue? {
    if let from = comparison.from { return try await read(from).keyValue }
    // A created key has no version before; of a deleted one it is the revision before that.
    if let to, to.version <= 1 { return nil }
    guard let after = to?.modRevision ?? comparison.to.revision, after > 1 else { return nil }
    return try await read(ValuePoint(key: comparison.to.key, revision: after - 1)).keyValue
  }

  private func read(
    _ point: ValuePoint
  ) async throws(EtcdError) -> (keyValue: KeyValue?, revision: Revision) {
    let response = try await range(
      RangeRequest(range: .single(point.key), revision: point.revision ?? 0))
    return (response.keyValues.first, response.header.revision)
  }

  /// Compares a prefix at a revision with now; what is found on the way goes to the inbox.
  func comparePrefix(
    _ id: RequestID, _ prefix: [UInt8], from revision: Revision, to newer: Revision?,
    _ inbox: Inbox
  ) async throws(EtcdError) -> ExplorerEvent {
    let count = try await self.range(
      RangeRequest(range: .prefix(prefix), revision: newer ?? 0, countOnly: true))
    let now = newer ?? count.header.revision
    // As many then as now is the best guess.
    let expected = 2 * Int(count.count)
    let compared = try await diff(prefix, between: revision, and: now) {
      inbox.events.put(
        .prefixCompared(
          id,
          PrefixDiffProgress(
            changes: $1, to: max(revision, now), compared: $0, expected: expected, isDone: false)))
      return !Task.isCancelled
    }
    return .prefixCompared(
      id, PrefixDiffProgress(changes: [], to: now, compared: compared, isDone: true))
  }

  /// How far history is gone: a watch from the first revision on is told. 0 when nothing is.
  func compactRevision(by key: Key) async throws(EtcdError) -> Revision {
    let updates = watch(.single(key), options: WatchOptions(startRevision: 1))
    let patience = Task {
      try? await Task.sleep(for: .seconds(1))
      updates.cancel()
    }
    defer { patience.cancel() }
    for await update in updates {
      switch update {
      case .gap(let lost): return lost.upperBound
      case .ended(let error): throw error
      case .events: return 0
      default: continue
      }
    }
    return 0
  }
}
