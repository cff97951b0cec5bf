import EtcdClient
import EtcdModel
import LocalCluster
import Synchronization

/// Watches of every kind over what the workload writes, from its begin and begun later in its past.
final class ChaosWatches: Sendable {
  private static let mostLate = 8
  private static let patience: Duration = .seconds(60)

  private struct Watch: Sendable {
    var history: WatchHistory
    var recorder: WatchRecorder
  }

  private let watches: Mutex<[Watch]>

  init(client: EtcdClient) {
    let everything = KeyRange.prefix(ChaosWorkload.prefix)
    let kinds: [(String, KeyRange, WatchOptions)] = [
      ("the watch of everything", everything, WatchOptions(progressNotify: true)),
      ("the watch of puts", everything, WatchOptions(excluding: [.deletes], previousValues: true)),
      ("the watch of deletes", everything, WatchOptions(excluding: [.puts], previousValues: true)),
      (
        "the watch of one key", .single(ChaosWorkload.key(0)), WatchOptions(requiresLeader: false)
      ),
    ]
    watches = Mutex(kinds.map { Self.start($0.0, $0.1, $0.2, by: client) })
  }

  private static func start(
    _ name: String, _ range: KeyRange, _ options: WatchOptions, by client: EtcdClient
  ) -> Watch {
    Watch(
      history: WatchHistory(name: name, range: range, options: options),
      recorder: WatchRecorder(client.watch(range, options: options)))
  }

  /// Begins one more, in the middle of what was told so far.
  func addLate(from client: EtcdClient) {
    watches.withLock { watches in
      guard watches.count < 4 + Self.mostLate else { return }
      let from = max(1, (watches.first?.recorder.lastRevision ?? 0) / 2)
      watches.append(
        Self.start(
          "the watch from revision \(from)", .prefix(ChaosWorkload.prefix),
          WatchOptions(startRevision: from, previousValues: true), by: client))
    }
  }

  /// Waits until every watch has told of all that it owes, or for long enough, and ends them.
  func finish(_ store: StoreHistory) async -> [WatchHistory] {
    let deadline = ContinuousClock.now + Self.patience
    var histories: [WatchHistory] = []
    for var watch in watches.withLock({ $0 }) {
      watch.history.updates = watch.recorder.updates
      let last = watch.history.lastExpected(of: store)
      while watch.recorder.lastRevision < last, ContinuousClock.now < deadline {
        try? await Task.sleep(for: .milliseconds(20))
      }
      watch.history.updates = watch.recorder.updates
      watch.recorder.stop()
      histories.append(watch.history)
    }
    return histories
  }
}
