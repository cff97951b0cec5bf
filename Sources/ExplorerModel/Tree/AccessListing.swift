import EtcdModel

/// Finds the names of one level in a range that the user may read while the level as a whole is refused:
/// a key, or a range that begins or ends inside the level. Each child is skipped once it is known.
struct AccessListing: Sendable {
  /// More names, or as many requests, are not read by themselves.
  private static let nameLimit = 200
  private static let requestLimit = 32
  private static let keysPerRequest = 50

  /// Everything in the range lies under it, and it ends with a delimiter.
  let prefix: [UInt8]
  private let delimiter: Delimiter
  private let revision: Revision?
  private let end: [UInt8]
  /// nil when everything was read.
  private var position: [UInt8]?
  private var names = 0
  private var requests = 0

  init(_ range: KeyRange, delimiter: Delimiter, at revision: Revision?) {
    self.delimiter = delimiter
    self.revision = revision
    position = range.start
    end = range.end
    let shared =
      range.end.isEmpty
      ? range.start : zip(range.start, range.end).prefix { $0 == $1 }.map(\.0)
    prefix = delimiter.branch(of: shared)
  }

  var isComplete: Bool { position == nil }

  /// nil at the end, and when it has cost enough.
  mutating func next() -> ListRequest? {
    guard let position, names < Self.nameLimit, requests < Self.requestLimit else { return nil }
    requests += 1
    return ListRequest(
      range: KeyRange(start: position, end: end), limit: Self.keysPerRequest, revision: revision,
      serializable: false)
  }

  mutating func receive(_ answer: RangeAnswer) -> [LevelEntry] {
    var entries: [LevelEntry] = []
    let keys = answer.windows.first?.keys ?? []
    for key in keys {
      let segmentEnd = delimiter.segmentEnd(in: key.bytes, from: prefix.count)
      let name = Array(key.bytes[prefix.count..<(segmentEnd ?? key.bytes.count)])
      if entries.last?.name != name {
        entries.append(LevelEntry(name: name, isBranch: segmentEnd != nil))
      }
    }
    names += entries.count
    position =
      keys.count < answer.windows.first?.count ?? 0 ? following(keys.last, entries.last) : nil
    return entries
  }

  /// Behind the last key, or behind the child that it lies in.
  private func following(_ key: Key?, _ entry: LevelEntry?) -> [UInt8]? {
    guard let key, let entry else { return nil }
    guard entry.isBranch else { return key.bytes + [0] }
    let next = KeyRange.prefixEnd(prefix + entry.name)
    if next == [0] || end != [0] && !next.lexicographicallyPrecedes(end) { return nil }
    return next
  }
}
