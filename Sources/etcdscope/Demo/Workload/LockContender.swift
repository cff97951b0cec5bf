import EtcdAPI
import EtcdClient
import EtcdModel

/// Competes for a lock as etcd's own recipe does: a key of one's own under the lock's prefix, with a
/// lease; the oldest key holds the lock.
struct LockContender: Sendable {
  let lock: String
  let name: String

  func run(_ client: EtcdClient) async {
    await repeating(every: .seconds(4)) { try await holdOnce(client) }
  }

  private func holdOnce(_ client: EtcdClient) async throws {
    let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: 15)).id
    let keeper = client.keepAlive(lease)
    defer { keeper.stop() }
    let prefix = "/locks/\(lock)/"
    let key = Key("\(prefix)\(lease)")
    _ = try await client.put(
      PutRequest(key: key, value: Array(#"{"holder":"\#(name)"}"#.utf8), lease: lease))
    let oldest = RangeRequest(
      range: .prefix(Array(prefix.utf8)), limit: 1, sortOrder: .ascend, sortTarget: .createRevision)
    for _ in 0..<30 {
      guard try await client.range(oldest).keyValues.first?.key != key else { break }
      try await Task.sleep(for: .milliseconds(500))
    }
    try await Task.sleep(for: .seconds(3))
    _ = try await client.leaseRevoke(LeaseRevokeRequest(id: lease))
  }
}
