import Configuration
import EtcdModel
import ExplorerModel
import Synchronization
import Terminal
import TerminalModel

/// What reaches the explorer from everywhere else, in three kinds: a lossless queue for keys,
/// signals and results; the newest of each snapshot; and a bounded batch per watch. One coalesced
/// wake for all.
final class Inbox: Sendable {
  let wake: Wake
  let inputs: LosslessQueue<TerminalInput>
  let events: LosslessQueue<ExplorerEvent>
  let cluster: LatestValue<ClusterSnapshot>
  let traffic: LatestValue<TrafficSnapshot>
  let watches: WatchBatches
  /// The user's theme files, when they have changed.
  let themes: LatestValue<ThemeCatalog>

  init() {
    let wake = Wake()
    self.wake = wake
    inputs = LosslessQueue(wake: wake)
    events = LosslessQueue(wake: wake)
    cluster = LatestValue(wake: wake)
    traffic = LatestValue(wake: wake)
    watches = WatchBatches(wake: wake)
    themes = LatestValue(wake: wake)
  }

  /// Everything that came since the last time, keys and results first.
  func take() -> [ExplorerEvent] {
    var taken = events.take()
    if let snapshot = cluster.take() { taken.append(.cluster(snapshot)) }
    if let snapshot = traffic.take() { taken.append(.traffic(snapshot)) }
    return taken + watches.take()
  }
}

/// Updates of watches on their way to the next frame.
///
/// A writer waits while its watch's batch is full. What comes meanwhile stays in the
/// subscription's own buffer, which counts what it has to drop.
final class WatchBatches: Sendable {
  private static let limit = 1024

  private struct State {
    var batches: [WatchID: [WatchUpdate]] = [:]
    var writers: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let wake: Wake

  init(wake: Wake) {
    self.wake = wake
  }

  /// Returns when there is room for more of this watch.
  func put(_ update: WatchUpdate, of watch: WatchID) async {
    let isFull = state.withLock { state in
      state.batches[watch, default: []].append(update)
      return state.batches[watch, default: []].count >= Self.limit
    }
    wake.wake()
    guard isFull else { return }
    await withCheckedContinuation { continuation in
      let hasRoom = state.withLock { state in
        guard state.batches[watch] != nil else { return true }
        state.writers.append(continuation)
        return false
      }
      if hasRoom { continuation.resume() }
    }
  }

  func take() -> [ExplorerEvent] {
    let taken = state.withLock { state in
      defer { state = State() }
      return state
    }
    for writer in taken.writers { writer.resume() }
    return taken.batches.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { .watch($0.key, $0.value) }
  }
}
