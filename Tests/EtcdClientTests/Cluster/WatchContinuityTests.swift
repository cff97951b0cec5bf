import EtcdAPI
import EtcdModel
import LocalCluster
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct WatchContinuityTests {
  /// Puts numbers, one after the other, until told to stop. None is put twice, even when its fate is
  /// unknown: it may be written later than those after it.
  private final class Writer: Sendable {
    private let written = Mutex<[Int]>([])
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ client: EtcdClient, prefix: String) {
      let task = Task { [weak self] in
        var number = 0
        while !Task.isCancelled {
          number += 1
          let key = Key("\(prefix)\(number)")
          let put = try? await client.put(
            PutRequest(key: key, value: Array("\(number)".utf8)),
            options: CallOptions(timeout: .seconds(1)))
          if put != nil { self?.written.withLock { $0.append(number) } }
          try? await Task.sleep(for: .milliseconds(3))
        }
      }
      self.task.withLock { $0 = task }
    }

    /// The numbers that were certainly written so far.
    var numbers: [Int] { written.withLock { $0 } }

    func stop() async {
      let task = task.withLock { $0.take() }
      task?.cancel()
      await task?.value
    }
  }

  private func numbers(_ reader: WatchReader) -> [Int] {
    reader.events.compactMap { Int(String(decoding: $0.keyValue.value, as: UTF8.self)) }
  }

  @Test("W5: a watch loses nothing and delivers nothing twice, whatever happens to its member")
  func survives() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let reader = WatchReader(client.watch(.prefix(Array("n/".utf8))))
        try await until("the watch runs") { reader.endpoint != nil }
        let writer = Writer(client, prefix: "n/")
        let endpoints = try cluster.endpoints()
        let faults: [(Fault, Fault)] = [
          (.resetConnections, .heal), (.kill, .restart), (.pause, .resume), (.partition, .heal),
          (.blackhole, .heal),
        ]
        for (fault, cure) in faults {
          let endpoint = try #require(reader.endpoint)
          let victim = try #require(endpoints.firstIndex(of: endpoint))
          let before = reader.updates.count
          try await cluster.inject(fault, on: victim)
          try await until("the watch resumed after \(fault)") {
            reader.updates[before...].contains { if case .resumed = $0 { true } else { false } }
          }
          let events = reader.events.count
          try await until("events come again after \(fault)") { reader.events.count > events + 5 }
          try await cluster.inject(cure, on: victim)
          try await until("the member is well after \(cure)") { await cluster.isHealthy(victim) }
        }
        await writer.stop()
        let written = writer.numbers
        try await until("the last event arrived") {
          written.last.map(numbers(reader).contains) ?? false
        }
        let seen = numbers(reader)
        #expect(Set(seen).count == seen.count, "once each")
        let revisions = reader.events.map(\.keyValue.modRevision)
        #expect(revisions == revisions.sorted(), "in order")
        #expect(Set(written).subtracting(seen).isEmpty, "nothing lost")
        #expect(!reader.updates.contains { if case .gap = $0 { true } else { false } })
      }
    }
  }

  @Test("W3: a compaction while the watch was away is told with its bounds, and it goes on")
  func compaction() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withClient { client in
        var last: Revision = 0
        for number in 0..<10 {
          last = try await client.put(PutRequest(key: Key("k"), value: [UInt8(number)]))
            .header.revision
        }
        _ = try await client.compact(CompactionRequest(revision: last - 2))
        let reader = WatchReader(
          client.watch(.single(Key("k")), options: WatchOptions(startRevision: 2)))
        try await until("it goes on") { reader.events.count == 2 }
        #expect(reader.updates.contains(.gap(lost: 2...(last - 2))))
      }
    }
  }

  @Test("W5: what is too large for one message is delivered in pieces of whole revisions")
  func fragments() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withClient { client in
        let reader = WatchReader(client.watch(.prefix(Array("big/".utf8))))
        try await until("the watch runs") { reader.endpoint != nil }
        // Three puts of 1 MiB can't be one request, but a watch from an old revision gets them in
        // one response, which the server splits.
        for number in 0..<3 {
          _ = try await client.put(
            PutRequest(key: Key("big/\(number)"), value: Array(repeating: 7, count: 1 << 20)))
        }
        let replay = WatchReader(
          client.watch(.prefix(Array("big/".utf8)), options: WatchOptions(startRevision: 1)))
        try await until("all are replayed") { replay.events.count == 3 }
        #expect(reader.events == replay.events)
      }
    }
  }
}
