import EtcdModel

@testable import ExplorerModel

/// A keyspace that answers Ranges as etcd does, and counts what it walks.
struct MemoryServer {
  private(set) var values: [Key: KeyValue] = [:]
  private(set) var revision: Revision = 1
  private var sorted: [Key] = []

  var entriesWalked = 0
  var requests = 0

  init(_ keys: some Sequence<Key>) {
    for key in keys { put(key) }
  }

  init(_ keys: [String]) {
    self.init(keys.map { Key($0) })
  }

  @discardableResult
  mutating func put(_ key: Key, _ value: String = "v") -> Event {
    revision += 1
    let old = values[key]
    let keyValue = KeyValue(
      key: key, value: Array(value.utf8), createRevision: old?.createRevision ?? revision,
      modRevision: revision, version: (old?.version ?? 0) + 1)
    values[key] = keyValue
    sorted = []
    return Event(kind: .put, keyValue: keyValue)
  }

  @discardableResult
  mutating func delete(_ key: Key) -> Event {
    revision += 1
    values[key] = nil
    sorted = []
    return Event(kind: .delete, keyValue: KeyValue(key: key, value: [], modRevision: revision))
  }

  mutating func answer(_ request: ListRequest) -> RangeAnswer {
    if sorted.isEmpty { sorted = values.keys.sorted() }
    requests += 1
    let windows = request.windows.map { window in
      let range = window.range
      let start = lowerBound(range.start)
      let following = range.end.isEmpty ? range.start + [0] : range.end
      let end = range.end == [0] ? sorted.count : max(start, lowerBound(following))
      entriesWalked += end - start
      return RangeAnswer.Window(
        keys: Array(sorted[start..<end].prefix(window.limit)), count: end - start)
    }
    return RangeAnswer(windows: windows, revision: revision)
  }

  /// What follows the prefix in all keys under it, in key order.
  func names(under prefix: String) -> [String] {
    values.keys.filter { $0.bytes.starts(with: Array(prefix.utf8)) }.sorted()
      .map { String(decoding: $0.bytes.dropFirst(prefix.utf8.count), as: UTF8.self) }
  }

  private func lowerBound(_ bytes: [UInt8]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].bytes.lexicographicallyPrecedes(bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
