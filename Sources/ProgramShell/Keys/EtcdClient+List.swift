import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel

extension EtcdClient {
  /// The windows of a listing, by one call.
  package func list(_ request: ListRequest) async throws(EtcdError) -> RangeAnswer {
    let ranges = request.windows.map { window in
      RangeRequest(
        range: window.range, limit: Int64(window.limit), revision: request.revision ?? 0,
        isSerializable: request.serializable, keysOnly: true, countOnly: window.limit == 0)
    }
    var answers: [RangeResponse] = []
    let header: ResponseHeader
    if ranges.count == 1 {
      answers = [try await range(ranges[0])]
      header = answers[0].header
    } else {
      (header, answers) = try await self.ranges(ranges)
    }
    return RangeAnswer(
      windows: answers.map {
        RangeAnswer.Window(keys: $0.keyValues.map(\.key), count: Int($0.count))
      },
      revision: request.revision ?? header.revision)
  }

  /// Lists a level to its end, page by page.
  ///
  /// - Parameter report: told what each window brought; false stops. After a compaction the level
  ///   starts again at its first name, at a newer revision.
  package func list(
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
