import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group W of etcd's client tests: watches that break, resume, and are cancelled at every moment.
///
/// W3 and the resumption and fragments of W5 are in `WatchContinuityTests` of the client. Of W5,
/// bookmarks are tested there on values (`WatchStreamMachineTests`, `WatchStatusTests`): Debian's etcd
/// 3.4 sends them each ten minutes and has no flag for it, and the client asks no server for one that
/// may send it ahead of the events, as all before 3.4.25 and 3.5.8 do.
@Suite("W: watches", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct WatchTests {
  /// A client that no fault proxy is in the way of.
  private func withWriter<Value>(
    past cluster: LocalCluster, on members: [Int] = [0, 1, 2],
    _ body: (EtcdClient) async throws -> Value
  ) async throws -> Value {
    let endpoints = try members.map { try Endpoint.parse(cluster.members[$0].directEndpoint) }
    let client = try EtcdClient.started(ClientConfiguration(endpoints: endpoints))
    defer { Task { await client.shutDown() } }
    return try await body(client)
  }

  private func disconnected(_ watch: WatchRecorder, for words: String = "") -> Bool {
    watch.updates.contains { update in
      if case .disconnected(let reason, _) = update {
        words.isEmpty || reason.contains(words)
      } else {
        false
      }
    }
  }

  @Test("W1: a watch that was cut off gets both missed events, in order and once, within 5 s")
  func resume() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      let watch = WatchRecorder(subject.client.watch(.single(Key("w1"))))
      try await until("the watch runs") { watch.endpoint != nil }
      try await cluster.during(.blackhole, on: [0, 1, 2]) {
        for member in 0..<3 { try await cluster.inject(.resetConnections, on: member) }
        try await withWriter(past: cluster) { writer in
          for value in 1...2 {
            _ = try await writer.put(PutRequest(key: Key("w1"), value: [UInt8(value)]))
          }
        }
      }
      try await until(within: .seconds(5), "the events arrive") { watch.events.count >= 2 }
      #expect(watch.events.map(\.keyValue.value) == [[1], [2]])
    }
  }

  @Test("W2: what was compacted while its member was down is told as a gap; the rest comes whole")
  func resumeCompacted() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let watch = WatchRecorder(subject.client.watch(.single(Key("w2"))))
      try await until("the watch runs") { watch.endpoint != nil }
      var revisions: [Revision] = []
      try await cluster.during(.stop, on: [0]) {
        try await withWriter(past: cluster, on: [1, 2]) { writer in
          let options = CallOptions(timeout: .seconds(10))
          for value in 1...5 {
            let put = PutRequest(key: Key("w2"), value: [UInt8(value)])
            revisions.append(try await writer.put(put, options: options).header.revision)
          }
          _ = try await writer.compact(CompactionRequest(revision: revisions[2]), options: options)
        }
      }
      // A member that is back may not know of the compaction yet and serve everything.
      try await until(within: .seconds(5), "the last event arrives") {
        watch.events.last?.keyValue.modRevision == revisions[4]
      }
      let lost = watch.updates.compactMap { update in
        if case .gap(let lost) = update { lost } else { nil }
      }
      let seen = watch.events.map(\.keyValue.modRevision)
      #expect(seen == revisions.filter { revision in !lost.contains { $0.contains(revision) } })
    }
  }

  @Test(
    "W4: without a quorum the watch that wants a leader hears of it; the other stays, and gets all")
  func requireLeader() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let key = Key("w4")
      let first = try await subject.client.put(PutRequest(key: key, value: [1])).header.revision
      let strict = WatchRecorder(subject.client.watch(.single(key)))
      let plain = WatchRecorder(
        subject.client.watch(.single(key), options: WatchOptions(requiresLeader: false)))
      try await until("both run") { strict.endpoint != nil && plain.endpoint != nil }
      try await cluster.during(.stop, on: [1, 2]) {
        try await until(within: .seconds(5), "the strict one hears of it") {
          disconnected(strict, for: "no leader")
        }
        let history = WatchRecorder(
          subject.client.watch(
            .single(key), options: WatchOptions(startRevision: first, requiresLeader: false)))
        try await until(within: .seconds(5), "history is delivered") { !history.events.isEmpty }
        #expect(!disconnected(plain))
      }
      _ = try await subject.client.put(
        PutRequest(key: key, value: [2]), options: CallOptions(timeout: .seconds(10)))
      try await until("both get the next event") {
        strict.events.map(\.keyValue.value) == [[2]] && plain.events.map(\.keyValue.value) == [[2]]
      }
    }
  }

  @Test(
    "W5: a watch is cancelled at once, while it starts, runs or is cut off, and nothing stays open")
  func cancel() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let client = subject.client
      func watch() -> WatchSubscription { client.watch(.single(Key("w5"))) }
      for _ in 0..<20 { watch().cancel() }
      let running = (0..<20).map { _ in WatchRecorder(watch()) }
      for watch in running.prefix(10) { watch.stop() }
      try await until("the others run") { running.suffix(10).allSatisfy { $0.endpoint != nil } }
      try await cluster.during(.kill, on: [0]) {
        try await until("they are cut off") { running.suffix(10).allSatisfy { disconnected($0) } }
        for watch in running.suffix(10) { watch.stop() }
      }
      try await until("no stream is open") {
        client.traffic(at: .now).openWatches == 0
          && !client.connections().contains { $0.role == .streams }
      }
    }
  }

  @Test("W5: filters, previous values and overlapping watches bring each what it asked for")
  func options() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      let client = subject.client
      let key = Key("w5/options")
      let puts = WatchRecorder(
        client.watch(.single(key), options: WatchOptions(excluding: [.deletes])))
      let deletes = WatchRecorder(
        client.watch(
          .prefix(Array("w5/".utf8)),
          options: WatchOptions(excluding: [.puts], previousValues: true)))
      try await until("both run") { puts.endpoint != nil && deletes.endpoint != nil }
      for value in 1...3 {
        _ = try await client.put(PutRequest(key: key, value: [UInt8(value)]))
        _ = try await client.deleteRange(DeleteRangeRequest(range: .single(key)))
      }
      try await until("all events arrive") { puts.events.count >= 3 && deletes.events.count >= 3 }
      #expect(puts.events.map(\.keyValue.value) == [[1], [2], [3]])
      #expect(puts.events.allSatisfy { $0.previous == nil && $0.isCreate })
      #expect(deletes.events.map { $0.previous?.value } == [[1], [2], [3]])
    }
  }
}
