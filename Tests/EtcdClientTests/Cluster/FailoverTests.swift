import EtcdAPI
import EtcdModel
import LocalCluster
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct FailoverTests {
  private static let read = RangeRequest(range: .single(Key("missing")))
  private static let timeout = CallOptions(timeout: .seconds(8))

  private final class ErrorLog: Sendable {
    private let errors = Mutex<[EtcdError]>([])

    var all: [EtcdError] { errors.withLock { $0 } }

    func add(_ error: EtcdError) {
      errors.withLock { $0.append(error) }
    }
  }

  /// Reads in a closed loop while the body runs; returns the errors.
  private func whileReading(
    _ client: EtcdClient, serializable: Bool = false, _ body: () async throws -> Void
  ) async throws -> [EtcdError] {
    let errors = ErrorLog()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var request = Self.read
          request.isSerializable = serializable
          while !Task.isCancelled {
            do throws(EtcdError) {
              _ = try await client.range(request, options: Self.timeout)
            } catch {
              if error.code != .cancelled { errors.add(error) }
            }
            try? await Task.sleep(for: .milliseconds(2))
          }
        }
      }
      try await body()
      group.cancelAll()
      try await group.waitForAll()
    }
    return errors.all
  }

  /// Waits until the balancer used every endpoint again since now.
  private func allUsed(_ client: EtcdClient) async throws {
    let from = ContinuousClock.now
    let count = client.configuration.endpoints.count
    try await until("every endpoint is used again") {
      let used = client.recentCalls().filter {
        $0.startedAt > from && $0.role == .calls && $0.statusCode == 0 && $0.attempt == 1
          && $0.kind == .linearizableRead
      }
      return Set(used.map(\.endpoint)).count == count
    }
  }

  @Test("no read fails while a follower, then the leader, is killed and comes back")
  func kill() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let errors = try await whileReading(client) {
          try await allUsed(client)
          for victim in [
            try await cluster.follower(by: client), try await cluster.leader(by: client),
          ] {
            try await cluster.inject(.kill, on: victim)
            _ = try await client.range(Self.read, options: Self.timeout)
            try await cluster.inject(.restart, on: victim)
            try await allUsed(client)
          }
        }
        #expect(errors.isEmpty, "\(errors)")
      }
    }
  }

  @Test("no read fails while a member hangs, is cut off from its peers or from us; it is skipped")
  func hang() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let faults: [(Fault, Fault)] = [
          (.pause, .resume), (.partition, .heal), (.blackhole, .heal),
        ]
        for (fault, cure) in faults {
          let errors = try await whileReading(client) {
            try await allUsed(client)
            let victim = try await cluster.follower(by: client)
            let endpoint = try cluster.endpoints()[victim]
            try await cluster.inject(fault, on: victim)
            try await until("the member is skipped") {
              let recent = client.recentCalls().filter { $0.statusCode == 0 }.suffix(50)
              return recent.count == 50
                && recent.allSatisfy { $0.endpoint != endpoint || $0.kind == .status }
            }
            try await cluster.inject(cure, on: victim)
            try await allUsed(client)
          }
          #expect(errors.isEmpty, "\(fault): \(errors)")
        }
      }
    }
  }
}
