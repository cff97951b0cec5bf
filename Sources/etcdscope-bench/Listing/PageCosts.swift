import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell

/// What pages of a listing make the member walk: the sum of the counts that it answers with.
struct PageCosts {
  let store: MillionKeys

  private struct Page {
    /// Names found up to its end.
    var names: Int
    var found: Int
    var walked: Int
    var requests: Int
  }

  func rows() async throws(EtcdError) -> [Row] {
    let flat = Delimiter([])
    let pods = Array("\(MillionKeys.prefix)pods/".utf8)
    var rows: [Row] = []
    for (name, prefix) in [("first list at 1M keys", []), ("opening 500k keys", pods)] {
      let hints = await store.client.sampleKeys(under: prefix).map(\.bytes)
        .sorted { $0.lexicographicallyPrecedes($1) }
      let hinted = try await pages(LevelListing(prefix: prefix, knownKeys: hints), atMost: 1)
      let plain = try await pages(LevelListing(prefix: prefix), atMost: 1)
      let under = prefix.isEmpty ? MillionKeys.count : MillionKeys.pods
      rows += [
        row("\(name): entries walked", hinted.first?.walked, goal: 5000),
        row("\(name), no hints: entries walked", plain.first?.walked, goal: under + 600),
      ]
    }

    let cpu = store.serverCPU
    let all = try await pages(
      LevelListing(prefix: Array(MillionKeys.prefix.utf8), delimiter: flat))
    let spent = store.serverCPU - cpu
    let middle = all.first { $0.names >= MillionKeys.count / 2 }
    let walked = all.reduce(0) { $0 + $1.walked }
    let openEnd = try await entriesBehind(MillionKeys.key("pods", MillionKeys.pods / 4))
    rows += [
      Row(
        name: "a page in the middle of 1M keys: entries walked", unit: "entries",
        ours: Double(middle?.walked ?? 0), other: ("with an open end", Double(openEnd)),
        goal: Double(3 * (middle?.found ?? 0))),
      row("a page at the end of 1M keys: entries walked", all.last?.walked, goal: 600),
      row("paging through 1M keys: entries walked", walked, goal: 4 * MillionKeys.count),
      row("paging through 1M keys: most RPCs of a page", all.map(\.requests).max(), goal: 32),
      Row(
        name: "paging through 1M keys: server CPU a page", unit: "ms",
        ours: spent.milliseconds / Double(max(1, all.count))),
    ]
    let branches = try await pages(LevelListing(prefix: pods))
    rows.append(
      row(
        "paging through 1000 prefixes of 500 keys, no hints: entries walked",
        branches.reduce(0) { $0 + $1.walked }, goal: MillionKeys.pods + 3 * 1000))
    return rows
  }

  private func row(_ name: String, _ value: Int?, goal: Int) -> Row {
    Row(name: name, unit: "entries", ours: Double(value ?? 0), goal: Double(goal))
  }

  private func pages(
    _ level: LevelListing, atMost limit: Int = .max
  ) async throws(EtcdError) -> [Page] {
    var pages: [Page] = []
    var before = (names: 0, walked: 0, requests: 0)
    try await store.client.list(level) { level, progress throws(EtcdError) in
      if case .request = progress.next { return true }
      pages.append(
        Page(
          names: level.names, found: level.names - before.names,
          walked: level.entriesWalked - before.walked,
          requests: level.requests - before.requests))
      before = (level.names, level.entriesWalked, level.requests)
      return pages.count < limit
    }
    return pages
  }

  /// What a page costs whose range ends where the prefix does.
  private func entriesBehind(_ key: Key) async throws(EtcdError) -> Int {
    let range = KeyRange(
      start: key.bytes, end: KeyRange.prefix(Array(MillionKeys.prefix.utf8)).end)
    return Int(
      try await store.client.range(
        RangeRequest(range: range, limit: 200, isSerializable: true, keysOnly: true)
      ).count)
  }
}
