import EtcdModel

/// Events a minute by prefix, counted from one watch. It carries every value that is written there:
/// what that costs is counted too.
public struct HotPrefixes: Sendable {
  /// More prefixes share one row.
  static let limit = 1000
  /// Segments behind the watched prefix that make a prefix of their own.
  static let depth = 2

  public let target: [UInt8]
  public let since: ContinuousClock.Instant
  let id: WatchID
  private let delimiter: Delimiter
  /// In the order in which they were first seen.
  private(set) var prefixes: [[UInt8]] = []
  private var indices: [[UInt8]: Int] = [:]
  private(set) var rates: [EventRate] = []
  private(set) var totals: [Int] = []
  /// Events of prefixes beyond the limit.
  private(set) var others = 0
  public private(set) var events = 0
  /// Bytes of keys and values that the watch carried.
  public private(set) var bytes = 0
  private(set) var lost = 0
  private(set) var failure: String?

  init(
    target: [UInt8], id: WatchID, delimiter: Delimiter, since: ContinuousClock.Instant
  ) {
    self.target = target
    self.id = id
    self.delimiter = delimiter
    self.since = since
  }

  mutating func take(_ updates: [WatchUpdate]) {
    for update in updates {
      switch update {
      case .events(let events, _):
        for event in events { count(event) }
      case .overflow(let lost): self.lost += lost
      case .disconnected(let reason, _): failure = reason
      case .started, .resumed: failure = nil
      case .ended(let error): failure = "\(error)"
      case .gap, .progress: break
      }
    }
  }

  mutating func pass(seconds: Int) {
    for index in rates.indices { rates[index].pass(seconds: seconds) }
  }

  private mutating func count(_ event: Event) {
    events += 1
    bytes += event.keyValue.key.bytes.count + event.keyValue.value.count
    let prefix = prefix(of: event.keyValue.key.bytes)
    guard let index = indices[prefix] ?? add(prefix) else {
      others += 1
      return
    }
    rates[index].count(1)
    totals[index] += 1
  }

  private mutating func add(_ prefix: [UInt8]) -> Int? {
    guard prefixes.count < Self.limit else { return nil }
    prefixes.append(prefix)
    rates.append(EventRate())
    totals.append(0)
    indices[prefix] = prefixes.count - 1
    return prefixes.count - 1
  }

  /// The key's beginning as far as some segments behind the watched prefix; all of a shorter key.
  private func prefix(of key: [UInt8]) -> [UInt8] {
    var end = min(target.count, key.count)
    for _ in 0..<Self.depth {
      guard let next = delimiter.segmentEnd(in: key, from: end) else { return key }
      end = next
    }
    return Array(key[..<end])
  }
}

extension ListOverlay {
  static func hotPrefixes(_ hot: HotPrefixes, _ now: ContinuousClock.Instant) -> ListOverlay {
    var list = ListOverlay(
      .hotPrefixes, title: "Hot prefixes",
      columns: [
        Column("LAST MINUTE", isNumber: true, minimum: 8),
        Column("PREFIX", minimum: 30, grows: true),
        Column("EVENTS", isNumber: true, rank: 1, minimum: 7),
      ], verb: "watch")
    list.show(hot, now)
    return list
  }

  /// The hottest first.
  mutating func show(_ hot: HotPrefixes, _ now: ContinuousClock.Instant) {
    let order = hot.prefixes.indices.sorted {
      (hot.rates[$0].perMinute, hot.totals[$0]) > (hot.rates[$1].perMinute, hot.totals[$1])
    }
    replaceRows(
      order.map { index in
        Row(
          id: index,
          [
            .init(.number(hot.rates[index].perMinute), .strong), .init(.bytes(hot.prefixes[index])),
            .init(.number(hot.totals[index]), .dim),
          ])
      })
    notes = hot.notes(now)
  }
}

extension HotPrefixes {
  fileprivate func notes(_ now: ContinuousClock.Instant) -> [[ListOverlay.Cell]] {
    let seconds = max(0, (now - since).components.seconds)
    var notes: [[ListOverlay.Cell]] = [
      [
        .init("one watch for \(seconds)s carried ", .dim), .init(.number(events)),
        .init(" events, ", .dim), .init(.size(bytes)),
        .init(" of keys and values; Esc ends it", .dim),
      ]
    ]
    if others > 0 {
      notes.append([.init("\(others) events under more than \(Self.limit) prefixes", .warning)])
    }
    if lost > 0 { notes.append([.init("\(lost) events came too fast to be counted", .bad)]) }
    if let failure { notes.append([.init("not connected: \(failure)", .bad)]) }
    return notes
  }
}
