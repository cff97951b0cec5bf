import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group F of etcd's client tests: failover off a member that hangs. F1 is with `CertificateTests`.
@Suite("F: failover", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct FailoverTests {
  /// A server's gate that stalls its defragmentation needs a build with failpoints; a member that
  /// is stopped hangs just so. The official client fails at least a quarter of the calls.
  @Test("F2: of 400 gets with 100 ms each at most 1 % fail while a member hangs")
  func hang() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      try await cluster.during(.pause, on: [try await cluster.follower(by: subject)]) {
        let meter = StallMeter()
        let metering = Task { await meter.run() }
        defer { metering.cancel() }
        var failures: [(began: ContinuousClock.Instant, ended: ContinuousClock.Instant)] = []
        for _ in 0..<400 {
          let began = ContinuousClock.now
          do throws(EtcdError) {
            try await Operation.linearizableGet.run(
              by: subject.client, timeout: .milliseconds(100))
          } catch {
            failures.append((began, .now))
          }
          try await Task.sleep(for: .milliseconds(5))
        }
        // A machine that is too busy to run this test is to no client's blame.
        let failed = failures.count { !meter.stalled(between: $0.began, $0.ended) }
        #expect(failed <= 4, "of \(failures.count)")
      }
    }
  }
}
