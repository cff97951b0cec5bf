import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group D of etcd's connectivity tests: connecting, and endpoints that change.
///
/// D1 is with `CertificateTests`. Of D4, `TestRejectOldCluster` has no counterpart: the client works with every version from 3.4
/// on and has no such option.
@Suite("D: dialling", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct DialTests {
  @Test(
    "D2: a get succeeds when the only endpoint dies before or after another is added",
    arguments: [true, false])
  func setEndpoints(before: Bool) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let both = Array(try cluster.endpoints().prefix(2))
      if !before { subject.client.setEndpoints(both) }
      try await cluster.during(.kill, on: [0]) {
        if before { subject.client.setEndpoints(both) }
        try await Operation.serializableGet.run(by: subject.client, timeout: .seconds(5))
      }
    }
  }

  @Test("D3: a get succeeds on the endpoints that replace a partitioned one")
  func switchEndpoints() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      try await cluster.during(.partition, on: [0]) {
        subject.client.setEndpoints(Array(try cluster.endpoints().dropFirst()))
        try await Operation.linearizableGet.run(by: subject.client, timeout: .seconds(10))
      }
    }
  }

  @Test("D4: an endpoint outside of the balancer answers, and a put right after a change succeeds")
  func foreignEndpoint() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let endpoints = try cluster.endpoints()
      let get = RangeRequest(range: .single(Key("d4")))
      let options = CallOptions(timeout: .seconds(5))
      _ = try await subject.client.member(at: endpoints[1]).range(get, options: options)
      subject.client.setEndpoints([endpoints[2]])
      try await Operation.put.run(by: subject.client, timeout: .seconds(5))
    }
  }
}
