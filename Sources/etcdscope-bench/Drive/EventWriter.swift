import Configuration
import EtcdAPI
import EtcdClient
import EtcdModel
import Synchronization

/// Puts numbered events at a rate without waiting for their answers, as the world does that a watch
/// is there to follow.
struct EventWriter: Sendable {
  /// More puts than this don't wait for their answers at once: a stalled cluster is spared.
  private static let inFlight = 1000
  /// Keys in turn, so that neither one key's history nor their number grows without bounds.
  private static let keys = 64

  let settings: DriveSettings
  let client: EtcdClient
  let lease: LeaseID

  /// Writes until the end of the span.
  ///
  /// - Parameters:
  ///   - onPut: before each put.
  ///   - onEnd: after it, nil for success.
  func run(
    onPut: @escaping @Sendable (_ number: Int) -> Void,
    onEnd: @escaping @Sendable (_ number: Int, EtcdError?) -> Void
  ) async {
    let start = ContinuousClock.now
    var pacer = Pacer(rate: settings.rate, end: settings.duration)
    let limit = settings.rate > 0 ? Self.inFlight : settings.concurrency
    await withTaskGroup(of: Void.self) { group in
      var number = 0
      while let turn = pacer.take(at: start.duration(to: .now)), !Task.isCancelled {
        if number >= limit { await group.next() }
        try? await Task.sleep(until: start + turn, clock: .continuous)
        number += 1
        let request = put(number)
        group.addTask { [number] in
          onPut(number)
          do throws(EtcdError) {
            _ = try await client.put(request, options: CallOptions(timeout: settings.timeout))
            onEnd(number, nil)
          } catch {
            onEnd(number, error)
          }
        }
      }
    }
  }

  /// The number of an event, nil for one that this writer did not write.
  func number(of event: Event) -> Int? {
    guard event.kind == .put, event.keyValue.lease == lease else { return nil }
    return Int(String(decoding: event.keyValue.value.prefix { $0 != Self.filler }, as: UTF8.self))
  }

  private static let filler = UInt8(ascii: ".")

  /// The value is the number, filled up to its size.
  private func put(_ number: Int) -> PutRequest {
    var value = Array(String(number).utf8)
    value += Array(repeating: Self.filler, count: max(0, settings.valueSize - value.count))
    return PutRequest(
      key: Key("\(settings.prefix)\(lease)/\(number % Self.keys)"), value: value, lease: lease)
  }
}
