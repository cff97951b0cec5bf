import EtcdAPI
import EtcdClient
import EtcdModel

/// One instance in a service discovery: a key that lives as long as its lease is renewed. Now and
/// then it goes, either with a good-bye or as a crash that only the lease's end shows.
struct ServiceInstance: Sendable {
  private static let timeToLive: Int64 = 10

  let service: String
  let address: String

  init(_ service: String, address: String) {
    self.service = service
    self.address = address
  }

  func run(_ client: EtcdClient) async {
    var start = 0
    await repeating(every: .seconds(3)) {
      start += 1
      try await live(client, start: start)
    }
  }

  private func live(_ client: EtcdClient, start: Int) async throws {
    let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: Self.timeToLive)).id
    let keeper = client.keepAlive(lease)
    defer { keeper.stop() }
    _ = try await client.put(
      PutRequest(
        key: Key("/services/\(service)/\(address):8080"),
        value: Array(
          """
          {"address":"\(address)","port":8080,"start":\(start),"weight":\(Int.random(in: 1...9)),\
          "zone":"zone-\(address.hasSuffix("0") ? "a" : "b")"}
          """.utf8), lease: lease))
    try await Task.sleep(for: .seconds(.random(in: 30...120)))
    if Bool.random() { _ = try await client.leaseRevoke(LeaseRevokeRequest(id: lease)) }
  }
}
