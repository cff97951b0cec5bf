import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell

extension EtcdClient {
  /// Entries that a reading of everything lets a server walk in a second: a tenth of what one core
  /// can.
  static let entriesPerSecond = 200_000
  /// Bytes of values that a search lets members send in a second.
  private static let bytesPerSecond = 16 << 20
  /// Values are read in so small parts that large ones stay below gRPC's message limit.
  private static let valuesPerRequest = 16

  /// Compares every key of a prefix, and on request every value, in narrow windows and no faster
  /// than politeness allows.
  ///
  /// - Parameter report: told after each window; false stops.
  func search(
    _ search: KeySearch, report: (KeySearch.Progress) -> Bool
  ) async throws(EtcdError) {
    var total = KeySearch.Progress()
    var found = 0
    var values = (requests: 0, walked: 0, bytes: 0)
    let flat = LevelListing(prefix: search.prefix, delimiter: Delimiter([]))
    try await list(flat) { level, window throws(EtcdError) in
      let walkedBefore = total.entriesWalked
      let bytesBefore = values.bytes
      let keys = window.entries.map { Key(search.prefix + $0.name) }
      total.found = keys.filter { search.pattern.matches($0.bytes) }
      if search.searchesValues {
        total.found = try await matchingValues(keys, search, level.revision, &values)
      }
      total.found = Array(total.found.prefix(search.limit - found))
      found += total.found.count
      total.compared += keys.count
      total.requests = level.requests + values.requests
      total.entriesWalked = level.entriesWalked + values.walked
      total.isComplete = level.isComplete || found >= search.limit
      guard report(total), !total.isComplete else { return false }
      let walked = total.entriesWalked - walkedBefore
      let bytes = values.bytes - bytesBefore
      try? await Task.sleep(
        for: max(
          .seconds(1) * walked / Self.entriesPerSecond, .seconds(1) * bytes / Self.bytesPerSecond))
      return !Task.isCancelled
    }
  }

  /// The keys that match by themselves or by their values.
  private func matchingValues(
    _ keys: [Key], _ search: KeySearch, _ revision: Revision?,
    _ cost: inout (requests: Int, walked: Int, bytes: Int)
  ) async throws(EtcdError) -> [Key] {
    var found: [Key] = []
    for start in stride(from: 0, to: keys.count, by: Self.valuesPerRequest) {
      let part = keys[start..<min(start + Self.valuesPerRequest, keys.count)]
      guard let first = part.first, let last = part.last, !Task.isCancelled else { break }
      let response = try await range(
        RangeRequest(
          range: KeyRange(start: first.bytes, end: last.bytes + [0]), revision: revision ?? 0,
          isSerializable: true))
      cost.requests += 1
      cost.walked += Int(response.count)
      cost.bytes += response.keyValues.reduce(0) { $0 + $1.value.count }
      found += response.keyValues.filter {
        search.pattern.matches($0.key.bytes) || search.pattern.matches($0.value)
      }.map(\.key)
    }
    return found
  }
}
