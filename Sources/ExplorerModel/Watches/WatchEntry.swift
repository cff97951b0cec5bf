import EtcdModel

/// One watch that the user opened.
public struct WatchEntry: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case opening
    case live(Endpoint)
    case disconnected(reason: String)
    case ended(EtcdError)
  }

  public internal(set) var id: WatchID
  /// Its number on the screen, as in `w1`; the lowest free one.
  public let number: Int
  /// What the user asked for: a prefix, or one key.
  public let target: [UInt8]
  public let isPrefix: Bool
  public internal(set) var phase = Phase.opening
  /// Everything up to here was delivered; 0 before the first answer.
  public internal(set) var revision: Revision = 0
  public internal(set) var events = 0
  /// Events that were dropped because we were too slow.
  public internal(set) var lost = 0
  /// Revisions of the store that were compacted before the watch could tell of them.
  public internal(set) var lostRevisions: Revision = 0
  /// Events up to here are of the past, read late: when they happened is not known, and they say
  /// nothing about the rate.
  var replayedUpTo: Revision = 0
  public internal(set) var rate = EventRate()

  public var range: KeyRange { isPrefix ? .prefix(target) : .single(Key(target)) }

  init(id: WatchID, number: Int, target: [UInt8], isPrefix: Bool) {
    self.id = id
    self.number = number
    self.target = target
    self.isPrefix = isPrefix
  }

  /// Takes an update in, and says which rows it makes.
  mutating func take(
    _ update: WatchUpdate, _ filter: EventFilter?, at instant: ContinuousClock.Instant
  ) -> [WatchRow] {
    guard case .events(let events, let revision) = update else {
      return take(update).map { WatchRow(at: instant, watch: id, number: number, content: $0) }
    }
    self.revision = max(self.revision, revision)
    self.events += events.count
    rate.count(events.count { $0.keyValue.modRevision > replayedUpTo })
    return events.map { event in
      WatchRow(
        at: instant, watch: id, number: number, content: .event(WatchedEvent(event)),
        isReplayed: event.keyValue.modRevision <= replayedUpTo,
        isShown: filter?.matches(event) ?? true)
    }
  }

  private mutating func take(_ update: WatchUpdate) -> [WatchRow.Content] {
    switch update {
    case .started(let revision, let endpoint):
      phase = .live(endpoint)
      self.revision = max(self.revision, revision)
      return [.started(revision: revision, endpoint: endpoint)]
    case .events: return []
    case .progress(let revision):
      self.revision = max(self.revision, revision)
      return []
    case .disconnected(let reason, let endpoint):
      phase = .disconnected(reason: reason)
      return [.disconnected(reason: reason, endpoint: endpoint)]
    case .resumed(let from, let endpoint):
      phase = .live(endpoint)
      return [.resumed(from: from, endpoint: endpoint)]
    case .gap(let lost):
      lostRevisions += lost.upperBound - lost.lowerBound + 1
      return [.gap(lost: lost)]
    case .overflow(let lost):
      self.lost += lost
      return [.overflow(lost: lost)]
    case .ended(let error):
      phase = .ended(error)
      return [.ended(error)]
    }
  }
}
