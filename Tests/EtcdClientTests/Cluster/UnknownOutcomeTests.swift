import EtcdAPI
import EtcdModel
import LocalCluster
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct UnknownOutcomeTests {
  private static let key = Key("account")

  @Test("a put whose answer was lost is resolved by a guarded Txn: done, or not, or overwritten")
  func resolves() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let before = try await client.put(PutRequest(key: Self.key, value: [0])).header.revision
        let victim = try await cluster.follower(by: client)
        let endpoint = try cluster.endpoints()[victim]

        // Held on its way, then thrown away: the member never sees it.
        let lost = PutRequest(key: Self.key, value: [1])
        try await cluster.withClient(endpoints: [endpoint]) { narrow in
          try await cluster.inject(.blackhole, on: victim)
          try await putInVain(lost, by: narrow, timeout: .milliseconds(300))
          try await cluster.inject(.resetConnections, on: victim)
          try await cluster.inject(.heal, on: victim)
        }
        let now = try await client.range(RangeRequest(range: .single(Self.key))).header.revision
        #expect(try await client.resolve(.put(lost), since: before) == .notDone(asOf: now))

        // Arrives, but its answer comes too late.
        let slow = PutRequest(key: Self.key, value: [2])
        try await cluster.withClient(endpoints: [endpoint]) { narrow in
          try await cluster.inject(.delay(milliseconds: 3000), on: victim)
          try await putInVain(slow, by: narrow, timeout: .milliseconds(2700))
          try await cluster.inject(.heal, on: victim)
        }
        var done = Resolution.notDone(asOf: 0)
        try await until("the put is found to be done") {
          done = try await client.resolve(.put(slow), since: before)
          if case .done = done { return true }
          return false
        }
        let current = try await client.range(RangeRequest(range: .single(Self.key))).keyValues
        #expect(current.map(\.value) == [[2]])
        #expect(done == .done(revision: current.first?.modRevision))

        // Others go on writing: the history still knows, until it is compacted.
        _ = try await client.put(PutRequest(key: Self.key, value: [3]))
        _ = try await client.deleteRange(DeleteRangeRequest(range: .single(Self.key)))
        #expect(try await client.resolve(.put(slow), since: before) == done)
        #expect(try await client.resolve(.delete(Self.key), since: before) == .done(revision: nil))
        let last = try await client.put(PutRequest(key: Self.key, value: [4])).header.revision
        _ = try await client.compact(CompactionRequest(revision: last))
        #expect(
          try await client.resolve(.put(slow), since: before)
            == .undetermined(reason: "the history since revision \(before) was compacted away"))
      }
    }
  }

  /// A put that fails with an unknown effect.
  private func putInVain(
    _ request: PutRequest, by client: EtcdClient, timeout: Duration
  ) async throws {
    let error = await failure { () throws(EtcdError) in
      try await client.put(request, options: CallOptions(timeout: timeout))
    }
    #expect(error?.effect == .unknown)
  }
}
