import EtcdModel
import TerminalModel

/// The open key: its value as a document, and how fresh that is.
public struct ValuePane: Sendable {
  public enum Phase: Hashable, Sendable {
    case empty
    /// The first answer is outstanding.
    case loading(since: ContinuousClock.Instant)
    /// `keyValue` is what the key held at `readRevision`.
    case loaded
    /// The key did not exist at `readRevision`.
    case absent
    /// The last attempt failed; `keyValue` is what was read before, if anything.
    case failed(EtcdError)
  }

  public internal(set) var key: Key?
  public internal(set) var subject = ValueSubject.value(at: nil)
  public internal(set) var phase = Phase.empty
  /// The last value that arrived, kept while a newer one is loaded or can't be.
  public internal(set) var keyValue: KeyValue?
  /// Of the answer that `keyValue` came with.
  public internal(set) var readRevision: Revision = 0
  public internal(set) var loadedAt: ContinuousClock.Instant?
  /// A revision at which the key is known to have changed after what is shown.
  public internal(set) var newerRevision: Revision?

  /// The mod revisions that a comparison is between; nil on a side without the key.
  public struct Compared: Hashable, Sendable {
    public var from: Revision?
    public var to: Revision?
  }

  public internal(set) var compared: Compared?

  /// nil asks for detection.
  public internal(set) var requestedFormat: ValueFormat?
  /// nil until the first decoding ended; the older one stays while the next is made.
  public internal(set) var document: ValueDocument?

  public internal(set) var look = ValueLook()
  public internal(set) var search: ValueSearch?
  /// Until when a secret is shown; nil while it is masked.
  public internal(set) var revealedUntil: ContinuousClock.Instant?
  /// nil until it was read, and without a lease.
  public private(set) var lease: LeaseReading?
  private var leaseRequest: RequestID?
  private var leaseAskedAt: ContinuousClock.Instant?

  /// The first line and column on the screen. Of wrapped lines each eight columns are a row.
  public internal(set) var top = 0
  public internal(set) var left = 0

  private var request: RequestID?
  private var decoding: RequestID?

  /// Larger values are not read again by themselves when they change.
  static let liveLimit = 64 * 1024

  public init() {}

  /// What is shown is not made of what was read last yet.
  var isDecoding: Bool { decoding != nil }

  /// A newer answer is on its way.
  public var isReloading: Bool { request != nil && keyValue != nil }
}

extension ValuePane {
  mutating func load(
    _ key: Key, _ subject: ValueSubject, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    let cancelled = cancel()
    if key != self.key || subject != self.subject {
      let (format, look) = (requestedFormat, look)
      self = ValuePane()
      requestedFormat = format
      self.look = look
      self.key = key
      self.subject = subject
    }
    if keyValue == nil { phase = .loading(since: now) }
    let id = identifiers.request()
    request = id
    return switch subject {
    case .value(let revision): cancelled + [.loadValue(id, key, at: revision)]
    case .comparison(let comparison):
      cancelled + [.compareValues(id, comparison, requestedFormat)]
    }
  }

  /// The answer for a comparison: the pane's facts are those of the newer value, or of the one that
  /// is left.
  mutating func receive(
    _ id: RequestID, _ document: ValueDocument, from: KeyValue?, to: KeyValue?,
    _ revision: Revision, _ now: ContinuousClock.Instant, in size: Size
  ) {
    guard id == request else { return }
    request = nil
    readRevision = revision
    loadedAt = now
    keyValue = to ?? from
    compared = Compared(from: from?.modRevision, to: to?.modRevision)
    phase = keyValue == nil ? .absent : .loaded
    self.document = keyValue == nil ? nil : document
    scroll(to: top, in: size)
  }

  /// The revision that is shown; nil for now.
  var shownRevision: Revision? {
    switch subject {
    case .value(let revision): revision == nil ? nil : keyValue?.modRevision ?? revision
    case .comparison(let comparison): comparison.to.revision
    }
  }

  /// - Returns: false when the answer is not to the outstanding request.
  mutating func receive(
    _ id: RequestID, _ keyValue: KeyValue?, _ revision: Revision, _ now: ContinuousClock.Instant
  ) -> Bool {
    guard id == request else { return false }
    request = nil
    readRevision = revision
    loadedAt = now
    if let newer = newerRevision, newer <= revision { newerRevision = nil }
    self.keyValue = keyValue
    phase = keyValue == nil ? .absent : .loaded
    if keyValue == nil { (document, decoding) = (nil, nil) }
    return true
  }

  mutating func decode(_ identifiers: inout IdentifierSource) -> [Effect] {
    guard let keyValue else { return [] }
    let id = identifiers.request()
    let effects: [Effect] = decoding.map { [.cancel($0)] } ?? []
    decoding = id
    return effects + [
      .decodeValue(id, keyValue, requestedFormat, reveals: revealedUntil != nil)
    ]
  }

  mutating func show(_ document: ValueDocument, _ id: RequestID, in size: Size) {
    guard id == decoding else { return }
    decoding = nil
    self.document = document
    search?.look(in: document.lines.lazy.map(\.text))
    scroll(to: top, in: size)
  }

  /// - Returns: false when the request is not the pane's.
  mutating func fail(_ id: RequestID, _ error: EtcdError) -> Bool {
    guard id == request else { return false }
    request = nil
    phase = .failed(error)
    return true
  }

  mutating func cancel() -> [Effect] {
    guard let request else { return [] }
    self.request = nil
    if case .loading = phase { phase = .empty }
    return [.cancel(request)]
  }

  /// Takes note of changes of the open key, from whatever watch.
  mutating func note(_ updates: [WatchUpdate]) {
    guard let key, !subject.isPast else { return }
    for case .events(let events, _) in updates {
      for event in events where event.keyValue.key == key {
        let revision = event.keyValue.modRevision
        if revision > readRevision { newerRevision = max(newerRevision ?? 0, revision) }
      }
    }
  }

  /// The open key changed and is small enough to be read again without being asked.
  var isDue: Bool {
    newerRevision != nil && request == nil && (keyValue?.value.count ?? 0) <= Self.liveLimit
  }

  /// A failure that is worth another try once the cluster answers.
  var hasFailed: Bool {
    if case .failed = phase { true } else { false }
  }

  /// - Parameter size: of the pane's list.
  mutating func scroll(to line: Int, in size: Size) {
    let count = document?.lines.count ?? 0
    let last = look.isWrapped ? lastWrappedTop(in: size) : count - max(1, size.rows)
    top = max(0, min(line, last))
  }

  /// The columns before the lines: their numbers. Hex has offsets of its own.
  public func gutter(in columns: Int) -> Int {
    guard let document, look.hasLineNumbers, document.format != .hex, columns >= 40 else {
      return 0
    }
    return String(document.lines.count).count + 2
  }

  /// The line to begin at so that the last one ends the pane; the last where it fills the pane alone.
  private func lastWrappedTop(in size: Size) -> Int {
    let lines = document?.lines ?? []
    let columns = max(1, size.columns - gutter(in: size.columns))
    let sanitiser = Sanitiser(backslash: .verbatim)
    var room = size.rows
    var top = lines.count
    while top > 0, room > 0 {
      let text = lines[top - 1].text
      // A longer one fills any pane.
      guard text.utf8.count < Self.longLine else { break }
      let width = ScalarWidth.approximate.columns(of: sanitiser.text(text))
      room -= max(1, (width + columns - 1) / columns)
      if room >= 0 { top -= 1 }
    }
    return min(top, lines.count - 1)
  }

  private static let longLine = 1 << 16

  /// Shows a secret, or masks it again.
  mutating func toggleSecret(
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    revealedUntil = revealedUntil == nil ? now + Self.revealing : nil
    return decode(&identifiers)
  }

  /// How long a secret stays on the screen.
  static let revealing: Duration = .seconds(60)

  mutating func passSecond(
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects: [Effect] = []
    if let until = revealedUntil, now >= until { effects += toggleSecret(now, &identifiers) }
    return effects + readLease(now, &identifiers)
  }

  /// Asks what the open key's lease has left, each ten seconds at most.
  private mutating func readLease(
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard let id = keyValue?.lease, id != .none, !subject.isPast, leaseRequest == nil,
      leaseAskedAt.map({ now - $0 >= LeaseReading.interval }) ?? true
    else { return [] }
    let request = identifiers.request()
    leaseRequest = request
    leaseAskedAt = now
    return [.readLease(request, id)]
  }

  /// - Parameter reading: nil when it could not be read.
  /// - Returns: false when the request is not the pane's.
  mutating func receiveLease(_ id: RequestID, _ reading: LeaseReading?) -> Bool {
    guard id == leaseRequest else { return false }
    leaseRequest = nil
    if let reading, reading.id == keyValue?.lease { lease = reading }
    return true
  }
}
