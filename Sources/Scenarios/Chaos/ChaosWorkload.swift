import EtcdAPI
import EtcdClient
import EtcdModel
import Synchronization

/// Random calls of many callers on few keys, each written down.
final class ChaosWorkload: Sendable {
  static let prefix = Array("chaos/".utf8)
  static let callers = 6
  private static let keyCount = 8
  private static let timeouts: [Duration] = [.milliseconds(300), .seconds(1), .seconds(3)]

  private let client: EtcdClient
  private let record = Mutex<[RecordedCall]>([])

  init(client: EtcdClient) {
    self.client = client
  }

  var calls: [RecordedCall] { record.withLock { $0 } }

  static func key(_ number: Int) -> Key { Key(prefix + Array("\(number)".utf8)) }

  /// Calls until the task is cancelled.
  func run(seed: UInt64) async {
    await withDiscardingTaskGroup { group in
      for caller in 0..<Self.callers {
        group.addTask { await self.call(as: caller, SplitMix64(seed: seed &+ UInt64(caller))) }
      }
    }
  }

  private func call(as caller: Int, _ random: SplitMix64) async {
    var random = random
    var number = 0
    while !Task.isCancelled {
      number += 1
      await makeCall("\(caller)-\(number)", using: &random)
      try? await Task.sleep(for: .milliseconds(Int.random(in: 1...20, using: &random)))
    }
  }

  /// One call, uncancellable: one that is cut short has no certain outcome.
  private func makeCall(_ name: String, using random: inout SplitMix64) async {
    let key = Self.key(Int.random(in: 0..<Self.keyCount, using: &random))
    let kind = Int.random(in: 0..<10, using: &random)
    let timeout = Self.timeouts.randomElement(using: &random) ?? .seconds(1)
    let value = Array(name.utf8)
    let puts: [Key: [UInt8]] =
      switch kind {
      case 0..<5: [key: value]
      case 5: [key: value, Self.key(Self.keyCount): value + Array("+".utf8)]
      default: [:]
      }
    let startedAt = ContinuousClock.now
    let call = Task { [client] in
      await Self.outcome(kind, key, puts, by: client, CallOptions(timeout: timeout))
    }
    let outcome = await call.value
    let done = RecordedCall(
      puts: puts, outcome: outcome, startedAt: startedAt, took: .now - startedAt, timeout: timeout)
    record.withLock { $0.append(done) }
  }

  private static func outcome(
    _ kind: Int, _ key: Key, _ puts: [Key: [UInt8]], by client: EtcdClient, _ options: CallOptions
  ) async -> RecordedCall.Outcome {
    let range = KeyRange.single(key)
    do throws(EtcdError) {
      switch kind {
      case 0..<5:
        let put = PutRequest(key: key, value: puts[key] ?? [])
        return .done(try await client.put(put, options: options).header.revision)
      case 5:
        let txn = TxnRequest(success: puts.map { .put(PutRequest(key: $0.key, value: $0.value)) })
        return .done(try await client.txn(txn, options: options).header.revision)
      case 6:
        let delete = DeleteRangeRequest(range: range)
        return .done(try await client.deleteRange(delete, options: options).header.revision)
      default:
        let get = RangeRequest(range: range, isSerializable: kind == 9)
        return .done(try await client.range(get, options: options).header.revision)
      }
    } catch {
      return error.effect == .unknown ? .unknown : .failed
    }
  }
}
