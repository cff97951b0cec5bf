import EtcdAPI
import EtcdClient
import EtcdModel

/// A counter in a value that grows by exactly one with each of the key's revisions, also when the
/// outcome of a write is unknown: so a watch that shows every number has lost no event.
///
/// Each write is guarded by the revision that the last one made. A copy of it that arrives late
/// therefore does nothing, and a failed guard tells where the counter really is.
struct SequenceCounter: Hashable, Sendable {
  /// Where the counters are; their values read `{"sequence":"orders","number":17}`.
  static let prefix = "/sequences/"

  let name: String
  private(set) var number: Int64 = 0
  private var revision: Revision = 0

  init(_ name: String) {
    self.name = name
  }

  /// Writes the next number; sent again as it is when no answer came.
  var request: TxnRequest {
    let key = Key(Self.prefix + name)
    let range = KeyRange.single(key)
    return TxnRequest(
      compares: [Compare(range: range, .equal, .modRevision(revision))],
      success: [.put(PutRequest(key: key, value: value(of: number + 1)))],
      failure: [.range(RangeRequest(range: range))])
  }

  mutating func handle(_ response: TxnResponse) {
    if response.succeeded {
      number += 1
      revision = response.header.revision
    } else if case .range(let found)? = response.responses.first {
      // Deleted by somebody: counts on from where it was.
      revision = found.keyValues.first?.modRevision ?? 0
      number = found.keyValues.first.flatMap { Self.number(in: $0.value) } ?? number
    }
  }

  /// The number in a value; nil when it isn't a sequence's.
  static func number(in value: [UInt8]) -> Int64? {
    let parts = String(decoding: value, as: UTF8.self).split(separator: #""number":"#)
    guard parts.count == 2 else { return nil }
    return Int64(parts[1].prefix { $0.isNumber })
  }

  func run(_ client: EtcdClient, every pause: Duration) async {
    var state = self
    // A proposal that a dying leader took is never answered; sending it again is safe.
    let options = CallOptions(timeout: .seconds(2))
    await repeating(every: pause) {
      state.handle(try await client.txn(state.request, options: options))
    }
  }

  private func value(of number: Int64) -> [UInt8] {
    Array(#"{"sequence":"\#(name)","number":\#(number)}"#.utf8)
  }
}
