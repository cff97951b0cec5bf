import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel

extension EtcdClient {
  /// One window of a listing.
  func list(_ request: ListRequest) async throws(EtcdError) -> RangeAnswer {
    let response = try await range(
      RangeRequest(
        range: request.range, limit: Int64(request.limit), revision: request.revision ?? 0,
        isSerializable: request.serializable, keysOnly: true, countOnly: request.countOnly))
    return RangeAnswer(
      keys: response.keyValues.map(\.key), count: Int(response.count),
      revision: request.revision ?? response.header.revision)
  }

  /// Lists a level to its end, page by page.
  ///
  /// - Parameter report: told what each window brought; false stops. After a compaction the level
  ///   starts again at its first name, at a newer revision.
  func list(
    _ level: LevelListing,
    report: (LevelListing, LevelListing.Progress) async throws(EtcdError) -> Bool
  ) async throws(EtcdError) {
    var level = level
    var next = level.nextPage()
    while let request = next {
      do throws(EtcdError) {
        let progress = level.receive(try await list(request))
        guard try await report(level, progress) else { return }
        switch progress.next {
        case .request(let request): next = request
        case .more: next = level.nextPage()
        case .complete: next = nil
        }
      } catch {
        switch level.recover(from: error) {
        case .again(let request), .restart(let request): next = request
        case .fail: throw error
        }
      }
    }
  }
}
