import EtcdAPI
import EtcdClient
import EtcdModel

/// Kubernetes' nodes say every few seconds that they live.
struct NodeHeartbeats: Sendable {
  func run(_ client: EtcdClient) async {
    var random = SeededRandom(seed: .random(in: 0...UInt64.max))
    let nodes = KubernetesKeyspace.nodes.map {
      KubernetesKeyspace.metadata($0, "kube-node-lease", &random)
    }
    var beat = 0
    await repeating(every: .milliseconds(1250)) {
      let node = nodes[beat % nodes.count]
      beat += 1
      _ = try await client.put(
        PutRequest(
          key: Key("/registry/leases/kube-node-lease/\(node.name)"),
          value: KubernetesObject.lease(
            node, holder: node.name, seconds: 1_700_000_000 + beat * 5 / 4)))
    }
  }
}

/// A deployment replaces its pods, one after the other, and tells so in events that expire.
struct Rollouts: Sendable {
  private static let eventTimeToLive: Int64 = 120

  func run(_ client: EtcdClient) async {
    var random = SeededRandom(seed: .random(in: 0...UInt64.max))
    let applications = KubernetesKeyspace.applications.filter { $0.namespace == "shop" }
    var round = 0
    await repeating(every: .seconds(5)) {
      round += 1
      try await replacePod(of: applications[round % applications.count], client, &random)
    }
  }

  private func replacePod(
    of application: KubernetesKeyspace.Application, _ client: EtcdClient,
    _ random: inout SeededRandom
  ) async throws {
    let pods = RangeRequest(
      range: .prefix(Array("/registry/pods/\(application.namespace)/\(application.name)-".utf8)),
      sortOrder: .ascend, sortTarget: .createRevision, keysOnly: true)
    let old = try await client.range(pods).keyValues.map(\.key)
    let name = "\(application.name)-\(random.suffix(9))-\(random.suffix(5))"
    let key = KubernetesKeyspace.podKey(application, name)
    for phase in ["Pending", "Running"] {
      let pod = KubernetesKeyspace.pod(application, name, phase: phase, &random)
      _ = try await client.put(PutRequest(key: key, value: pod))
      try await Task.sleep(for: .seconds(1))
    }
    for key in old.prefix(max(0, old.count - application.replicas + 1)) {
      _ = try await client.deleteRange(DeleteRangeRequest(range: .single(key)))
    }
    try await report("Started", "Started container \(application.name)", name, client, &random)
  }

  private func report(
    _ reason: String, _ message: String, _ pod: String, _ client: EtcdClient,
    _ random: inout SeededRandom
  ) async throws {
    let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: Self.eventTimeToLive)).id
    let name = "\(pod).\(random.suffix(16))"
    let event = KubernetesObject.event(
      KubernetesKeyspace.metadata(name, "shop", &random), reason: reason, message: message,
      count: 1)
    _ = try await client.put(
      PutRequest(key: Key("/registry/events/shop/\(name)"), value: event, lease: lease))
  }
}

/// Somebody tries a feature out.
struct FeatureFlag: Sendable {
  let key: Key

  init(_ name: String) {
    key = Key("/config/feature-flags/\(name)")
  }

  func run(_ client: EtcdClient) async {
    var isOn = false
    await repeating(every: .seconds(12)) {
      isOn.toggle()
      _ = try await client.put(PutRequest(key: key, value: Array("\(isOn)".utf8)))
    }
  }
}

/// Reads as applications do: one key for certain, a list from whichever member is near.
struct Reader: Sendable {
  func run(_ client: EtcdClient) async {
    let flag = RangeRequest(range: .single(Key("/config/feature-flags/express-checkout")))
    let services = RangeRequest(
      range: .prefix(Array("/services/".utf8)), limit: 50, isSerializable: true)
    var turn = 0
    await repeating(every: .milliseconds(500)) {
      turn += 1
      _ = try await client.range(turn.isMultiple(of: 2) ? flag : services)
    }
  }
}
