public import EtcdClient
public import EtcdModel
import Synchronization

/// Reads a watch and writes down what it tells, and when.
public final class WatchRecorder: Sendable {
  /// One update of a watch.
  public struct Entry: Hashable, Sendable {
    public var at: ContinuousClock.Instant
    public var update: WatchUpdate
  }

  private final class Record: Sendable {
    let entries = Mutex<[Entry]>([])
  }

  private let record: Record
  private let task: Task<Void, Never>

  public init(_ subscription: WatchSubscription) {
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
  public var entries: [Entry] { record.entries.withLock { $0 } }

  public var updates: [WatchUpdate] { entries.map(\.update) }

  public var events: [Event] { updates.flatMap(\.events) }

  /// Where the watch runs, or ran last; nil before it was accepted anywhere.
  public var endpoint: Endpoint? {
    updates.lazy.reversed().compactMap { update in
      switch update {
      case .started(_, let endpoint), .resumed(_, let endpoint): endpoint
      default: nil
      }
    }.first
  }

  /// Ends the watch.
  public func stop() {
    task.cancel()
  }
}

extension WatchUpdate {
  /// Those that it brings; none for other kinds of news.
  public var events: [Event] {
    if case .events(let events, _) = self { events } else { [] }
  }
}
