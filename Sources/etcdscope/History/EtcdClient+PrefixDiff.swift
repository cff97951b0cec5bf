import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell

extension EtcdClient {
  /// Keys that are compared at once.
  private static let pageSize = 10_000

  /// Compares the keys of a prefix at two revisions, in narrow windows and no faster than
  /// politeness allows: a server walks the whole range that it is asked for, whatever the limit.
  ///
  /// - Parameter report: told how many keys were compared by now, of both sides together, and each
  ///   batch of changes, in key order; false stops.
  /// - Returns: how many keys were compared.
  func diff(
    _ prefix: [UInt8], between one: Revision, and other: Revision,
    report: (Int, [PrefixDiff.Change]) -> Bool
  ) async throws(EtcdError) -> Int {
    let end = KeyRange.prefix(prefix).end
    var compared = 0
    var walked = (reading: 0, before: 0)
    // Where what is not compared yet begins, and how many keys of the newer side it holds.
    var start = prefix.isEmpty ? [0] : prefix
    var pending = 0
    // The windows of one side bound those of the other.
    let level = LevelListing(
      prefix: prefix, delimiter: Delimiter([]), pageSize: Self.pageSize, pin: max(one, other))
    try await list(level) { level, window throws(EtcdError) in
      pending += window.entries.count
      guard pending >= Self.pageSize / 2 || level.isComplete else { return !Task.isCancelled }
      let range = KeyRange(start: start, end: window.to ?? end)
      var diff = PrefixDiff(range: range, between: one, and: other)
      while let page = diff.nextPage {
        let response = try await self.range(
          RangeRequest(
            range: page.range, limit: Int64(Self.pageSize), revision: page.revision,
            keysOnly: true))
        walked.reading += Int(response.count)
        let entries = response.keyValues.map {
          PrefixDiff.Entry(key: $0.key, modRevision: $0.modRevision)
        }
        let changes = diff.receive(entries, more: response.more, for: page)
        guard report(compared + diff.compared, changes) else { return false }
      }
      compared += diff.compared
      start = range.end
      pending = 0
      let total = walked.reading + level.entriesWalked
      try? await Task.sleep(for: .seconds(1) * (total - walked.before) / Self.entriesPerSecond)
      walked.before = total
      return !Task.isCancelled
    }
    return compared
  }
}
