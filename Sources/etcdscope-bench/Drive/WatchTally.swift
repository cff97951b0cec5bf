import EtcdModel

/// Follows numbered events from their put to their arrival: which are missing, which came twice.
struct WatchTally: Sendable {
  private struct Put {
    var startedAt: Duration
    var isAcknowledged = false
  }

  var counts: DriveTally
  /// Put and not yet arrived, by number.
  private var outstanding: [Int: Put] = [:]
  private var acknowledged = 0
  private var lastRevision: Revision = 0

  init(endpoints: [Endpoint]) {
    counts = DriveTally(endpoints: endpoints)
  }

  /// Whether everything that was certainly written has arrived.
  var isComplete: Bool { acknowledged == 0 }

  mutating func put(_ number: Int, at now: Duration) {
    outstanding[number] = Put(startedAt: now)
  }

  /// - Parameter error: nil for success.
  mutating func putEnded(_ number: Int, _ error: EtcdError?) {
    guard outstanding[number] != nil else { return }
    switch error?.effect {
    case nil:
      outstanding[number]?.isAcknowledged = true
      acknowledged += 1
    case .some(.none): outstanding[number] = nil
    case .unknown: break
    }
  }

  /// - Returns: the time since its put; nil for an event that was delivered before, or is a second
  ///   write of one put.
  mutating func arrived(
    _ number: Int, revision: Revision, at now: Duration, from endpoint: Endpoint
  ) -> Duration? {
    guard revision > lastRevision, let put = outstanding.removeValue(forKey: number) else {
      counts.failed += 1
      return nil
    }
    lastRevision = revision
    if put.isAcknowledged { acknowledged -= 1 }
    let delay = now - put.startedAt
    counts.noteEvent(at: now, delay: delay, from: endpoint)
    return delay
  }

  /// What was written and has not arrived by now is lost, unless the run was cut short.
  mutating func end(at now: Duration, isCutShort: Bool = false) {
    counts.end(at: now)
    guard !isCutShort else { return }
    counts.failed += acknowledged
    counts.unknown += outstanding.count - acknowledged
  }
}
