import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel

extension EtcdClient {
  /// Keys a request: a server walks everything behind a page to count it, so pages are few.
  private static let pageSize: Int64 = 50_000

  /// Compares the keys of a range at two revisions, one request at a time.
  ///
  /// - Parameter report: told each batch of changes, in key order; false stops.
  /// - Returns: how many keys were compared, of both sides together.
  @discardableResult
  func diff(
    _ diff: PrefixDiff, report: (PrefixDiff, [PrefixDiff.Change]) -> Bool
  ) async throws(EtcdError) -> Int {
    var diff = diff
    while let page = diff.nextPage {
      let response = try await range(
        RangeRequest(
          range: page.range, limit: Self.pageSize, revision: page.revision, keysOnly: true))
      let entries = response.keyValues.map {
        PrefixDiff.Entry(key: $0.key, modRevision: $0.modRevision)
      }
      let changes = diff.receive(entries, more: response.more, for: page)
      guard report(diff, changes) else { break }
    }
    return diff.compared
  }
}
