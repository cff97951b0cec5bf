import EtcdAPI
import EtcdModel

/// One watch of a `WatchStreamMachine`: how far it has come, so that it can go on from there.
struct WatchState: Sendable {
  let range: KeyRange
  let options: WatchOptions
  /// Its id on the open stream; nil while there is none.
  private(set) var watchID: Int64?
  /// The first revision that was not delivered; nil until the server names the start of a watch
  /// that begins now.
  private(set) var nextRevision: Revision?
  /// The newest revision of a response in fragments: its last piece may still come.
  private(set) var partial: [Event] = []
  private var hasStarted = false
  private var isDisconnected = false
  private var refusals = 0

  init(range: KeyRange, options: WatchOptions) {
    self.range = range
    self.options = options
    nextRevision = options.startRevision
  }

  mutating func createRequest(watchID: Int64) -> WatchCreateRequest {
    self.watchID = watchID
    return WatchCreateRequest(
      range: range, startRevision: nextRevision ?? 0,
      wantsProgress: options.progressNotify,
      filters: options.excluding.map { $0 == .puts ? .noPut : .noDelete },
      returnsPrevious: options.previousValues, watchID: watchID, allowsFragments: true)
  }

  /// The server took the watch.
  mutating func confirm(_ response: WatchResponse, on endpoint: Endpoint) -> WatchUpdate? {
    watchID = response.watchID
    let next = nextRevision ?? response.header.revision + 1
    nextRevision = next
    isDisconnected = false
    refusals = 0
    if hasStarted { return .resumed(from: next, endpoint: endpoint) }
    hasStarted = true
    return .started(revision: next - 1, endpoint: endpoint)
  }

  /// Delivers whole revisions only, each as soon as it is known to be whole, and drops what was
  /// delivered before, which a member that lags can send again.
  ///
  /// A million events come in one response, in fragments of 2 MiB: waiting for all of them would
  /// keep them all in memory. Events are moved, not copied, for there may be very many.
  mutating func take(_ response: consuming WatchResponse) -> WatchUpdate? {
    var events: [Event] = []
    swap(&events, &response.events)
    putPartial(before: &events)
    if response.isFragment, let newest = events.last?.keyValue.modRevision {
      let whole = events.lastIndex { $0.keyValue.modRevision != newest }.map { $0 + 1 } ?? 0
      if whole == 0 {
        swap(&events, &partial)
      } else {
        partial = Array(events[whole...])
        events.removeSubrange(whole...)
      }
    }
    if let next = nextRevision, let first = events.first, first.keyValue.modRevision < next {
      events.removeAll { $0.keyValue.modRevision < next }
    }
    guard let last = events.last?.keyValue.modRevision else { return nil }
    nextRevision = last + 1
    return .events(events, revision: last)
  }

  /// The shorter is copied, the longer is not.
  private mutating func putPartial(before events: inout [Event]) {
    if partial.count > events.count {
      swap(&events, &partial)
      events += partial
    } else {
      events.insert(contentsOf: partial, at: 0)
    }
    partial = []
  }

  mutating func bookmark(_ revision: Revision) -> WatchUpdate? {
    guard let next = nextRevision, hasStarted, partial.isEmpty, revision >= next - 1 else {
      return nil
    }
    nextRevision = revision + 1
    return .progress(revision: revision)
  }

  /// Continues behind a compaction. What was written at the compacted revision itself counts as
  /// lost too, because servers before 3.5.21 drop a delete there.
  ///
  /// - Returns: nil when nothing that this watch still needs was compacted away.
  mutating func skip(to compacted: Revision) -> WatchUpdate? {
    watchID = nil
    partial = []
    guard let next = nextRevision, next <= compacted else { return nil }
    nextRevision = compacted + 1
    return .gap(lost: next...compacted)
  }

  /// Whether the refusal may be for the token's sake. The token of a stream is as old as the stream,
  /// and servers up to 3.5 call one that they forgot "permission denied".
  mutating func mayBeTaken(withNewToken error: EtcdError) -> Bool {
    refusals += 1
    if ServerCondition(error.message) == .staleToken { return refusals <= 3 }
    return error.code == .permissionDenied && refusals == 1
  }

  /// - Returns: false when the consumer knows already.
  mutating func disconnect() -> Bool {
    watchID = nil
    partial = []
    defer { isDisconnected = true }
    return !isDisconnected
  }
}
