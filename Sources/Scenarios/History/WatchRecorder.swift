import EtcdClient
import EtcdModel
import Synchronization

/// Reads a watch and writes down what it tells, and when.
package final class WatchRecorder: Sendable {
  /// One update of a watch.
  package struct Entry: Hashable, Sendable {
    package var at: ContinuousClock.Instant
    package var update: WatchUpdate
  }

  private final class Record: Sendable {
    let entries = Mutex<[Entry]>([])
  }

  private let record: Record
  private let task: Task<Void, Never>

  package init(_ subscription: WatchSubscription) {
    let record = Record()
    self.record = record
    task = Task {
      for await update in subscription {
        record.entries.withLock { $0.append(Entry(at: .now, update: update)) }
      }
    }
  }

  deinit {
    task.cancel()
  }

  /// So far, oldest first.
  package var entries: [Entry] { record.entries.withLock { $0 } }

  package var updates: [WatchUpdate] { entries.map(\.update) }

  package var events: [Event] { updates.flatMap(\.events) }

  /// Of the newest event; 0 before the first.
  var lastRevision: Revision {
    record.entries.withLock { entries in
      entries.lazy.reversed().compactMap(\.update.events.last).first?.keyValue.modRevision ?? 0
    }
  }

  /// Where the watch runs, or ran last; nil before it was accepted anywhere.
  package var endpoint: Endpoint? {
    updates.lazy.reversed().compactMap { update in
      switch update {
      case .started(_, let endpoint), .resumed(_, let endpoint): endpoint
      default: nil
      }
    }.first
  }

  /// Ends the watch.
  package func stop() {
    task.cancel()
  }
}

extension WatchUpdate {
  /// Those that it brings; none for other kinds of news.
  package var events: [Event] {
    if case .events(let events, _) = self { events } else { [] }
  }
}
