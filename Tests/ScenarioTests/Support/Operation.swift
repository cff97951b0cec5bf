import EtcdAPI
import EtcdClient
import EtcdModel
import Testing

/// The calls that etcd's connectivity tests make.
enum Operation: String, CaseIterable {
  case put, delete, txn
  case linearizableGet = "linearizable get"
  case serializableGet = "serializable get"

  private static let key = Key("row")

  func run(by client: EtcdClient, timeout: Duration) async throws(EtcdError) {
    let options = CallOptions(timeout: timeout)
    let range = KeyRange.single(Self.key)
    switch self {
    case .put:
      _ = try await client.put(PutRequest(key: Self.key, value: [1]), options: options)
    case .delete:
      _ = try await client.deleteRange(DeleteRangeRequest(range: range), options: options)
    case .txn:
      _ = try await client.txn(
        TxnRequest(
          compares: [Compare(range: range, .equal, .version(0))],
          success: [.put(PutRequest(key: Self.key, value: [1]))],
          failure: [.put(PutRequest(key: Self.key, value: [2]))]),
        options: options)
    case .linearizableGet:
      _ = try await client.range(RangeRequest(range: range), options: options)
    case .serializableGet:
      _ = try await client.range(
        RangeRequest(range: range, isSerializable: true), options: options)
    }
  }
}

/// A row of etcd's table: an operation, the deadline of one call, and how many calls may fail for
/// lack of an answer before one succeeds.
struct Row: CustomTestStringConvertible {
  var id: String
  var operation: Operation
  var timeout: Duration
  var failures: Int

  init(_ id: String, _ operation: Operation, within timeout: Duration, failures: Int = 0) {
    self.id = id
    self.operation = operation
    self.timeout = timeout
    self.failures = failures
  }

  var testDescription: String { "\(id) \(operation.rawValue)" }

  /// Calls until one succeeds.
  ///
  /// - Throws: The first error that is none of time, and the one after the last that may be.
  func run(by client: EtcdClient) async throws {
    var failed = 0
    while true {
      do throws(EtcdError) {
        return try await operation.run(by: client, timeout: timeout)
      } catch {
        failed += 1
        guard failed <= failures, error.code == .timedOut || error.code == .unavailable else {
          throw error
        }
      }
    }
  }
}
