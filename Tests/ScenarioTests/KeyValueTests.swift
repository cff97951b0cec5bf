import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group K of etcd's client tests: what is retried, and what must not be. K4 is in `LearnerTests`.
@Suite("K: keys and values", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct KeyValueTests {
  private func get(_ key: Key, by client: EtcdClient) async throws(EtcdError) -> [KeyValue] {
    try await client.range(
      RangeRequest(range: .single(key)), options: CallOptions(timeout: .seconds(20))
    ).keyValues
  }

  @Test("K1: a get waits for a member that is restarted and brings the right value within 20 s")
  func getRetry() async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    let follower = (leader + 1) % 3
    try await cluster.withSubject(members: [follower]) { subject in
      let key = Key("k1")
      _ = try await subject.client.put(PutRequest(key: key, value: [1]))
      try await cluster.during(.stop, on: [follower]) {
        async let values = get(key, by: subject.client)
        try await cluster.inject(.restart, on: follower)
        let found = try await values
        #expect(found.map(\.value) == [[1]])
      }
    }
  }

  @Test(
    "K2: a put to a member that is down or hangs fails, and is not replayed when it is back",
    arguments: [Fault.stop, .pause])
  func putIsNotReplayed(fault: Fault) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let key = Key("k2/\(fault)")
      try await cluster.during(fault, on: [0]) {
        let error = await failure { () throws(EtcdError) in
          try await subject.client.put(
            PutRequest(key: key, value: [1]), options: CallOptions(timeout: .seconds(1)))
        }
        #expect(error?.effect == (fault == .stop ? EtcdError.Effect.none : .unknown))
        // What a hung member has received it would carry out when it goes on.
        if fault == .pause { try await cluster.inject(.kill, on: 0) }
        try await cluster.inject(.restart, on: 0)
        #expect(try await get(key, by: subject.client).isEmpty)
      }
    }
  }

  @Test("K3: ten puts, ten connection resets 5 ms apart during each: none is written twice")
  func atMostOnce() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      let key = Key("k3")
      var done = 0
      for _ in 0..<10 {
        async let resets: Void = {
          for _ in 0..<10 {
            for member in 0..<3 { try await cluster.inject(.resetConnections, on: member) }
            try await Task.sleep(for: .milliseconds(5))
          }
        }()
        do throws(EtcdError) {
          _ = try await subject.client.put(PutRequest(key: key, value: [1]))
          done += 1
        } catch {
          #expect(error.effect == .unknown, "\(error)")
        }
        try await resets
      }
      let version = try await get(key, by: subject.client).first.map { Int($0.version) } ?? 0
      #expect((done...10).contains(version))
    }
  }

  @Test("K5: without a quorum a put says \"no leader\"")
  func noLeader() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      try await cluster.during(.stop, on: [1, 2]) {
        // Until the member has noticed, the put hangs.
        try await until("the put is refused") {
          do throws(EtcdError) {
            try await Operation.put.run(by: subject.client, timeout: .seconds(1))
            return false
          } catch {
            return error.code == .noLeader
          }
        }
      }
    }
  }

  @Test("K5: a call on a hung member ends with its client; a cancelled one harms no connection")
  func cancel() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let client = subject.client
      try await cluster.during(.pause, on: [0]) {
        let call = Task {
          try await Operation.linearizableGet.run(by: client, timeout: .seconds(60))
        }
        try await until("the call is in flight") {
          client.traffic(at: .now).endpoints.first?.inFlight ?? 0 > 0
        }
        call.cancel()
        _ = await call.result
      }
      let opened = client.connections().filter { $0.role == .calls }.map(\.since)
      try await Operation.linearizableGet.run(by: client, timeout: .seconds(5))
      #expect(client.connections().filter { $0.role == .calls }.map(\.since) == opened)

      try await cluster.during(.pause, on: [0]) {
        let call = Task {
          try await Operation.linearizableGet.run(by: client, timeout: .seconds(60))
        }
        await client.shutDown()
        let result = await call.result
        #expect(throws: EtcdError.self) { try result.get() }
      }
    }
  }
}
