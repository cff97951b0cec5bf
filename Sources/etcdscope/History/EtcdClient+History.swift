import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import ValueFormats

extension EtcdClient {
  /// How long a watch may be silent before a history that looks complete is taken for it: etcd
  /// catches a watch up each 100 ms.
  private static let quiet = Duration.seconds(1)

  /// How long it may be silent in any other case.
  private static let patience = Duration.seconds(10)

  /// Reads a key's history from one watch. Ends when it is complete or when nothing more comes,
  /// and with the task.
  ///
  /// - Parameter report: told what is known whenever that has grown.
  func history(
    of key: Key, report: (KeyHistory) -> Void = { _ in }
  ) async throws(EtcdError) -> KeyHistory {
    let now = try await range(RangeRequest(range: .single(key)))
    var history = KeyHistory(key: key)
    history.began(now.keyValues.first, at: now.header.revision)
    let updates = watch(.single(key), options: WatchOptions(startRevision: 1))
    var alarm: Task<Void, Never>?
    defer { alarm?.cancel() }
    for await update in updates {
      alarm?.cancel()
      if case .gap(let lost) = update {
        try await readBase(&history, at: lost.upperBound)
      }
      history.take(update) { ValueDiff.change(from: $0.value, to: $1.value) }
      report(history)
      if history.isComplete { break }
      let silence = history.mayBeComplete ? Self.quiet : Self.patience
      alarm = Task {
        try? await Task.sleep(for: silence)
        if !Task.isCancelled { updates.cancel() }
      }
    }
    if let failure = history.failure { throw failure }
    return history
  }

  /// What the key held at the compact revision, which is the oldest that can be read, unless a
  /// compaction since then took it away.
  private func readBase(
    _ history: inout KeyHistory, at revision: Revision
  ) async throws(EtcdError) {
    do throws(EtcdError) {
      let request = RangeRequest(range: .single(history.key), revision: revision)
      history.compacted(revision, base: try await range(request).keyValues.first)
    } catch {
      guard error.code == .compacted else { throw error }
      history.compacted(revision, base: nil, isKnown: false)
    }
  }
}
