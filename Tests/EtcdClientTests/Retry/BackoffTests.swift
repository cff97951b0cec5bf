import Testing

@testable import EtcdClient

@Suite struct BackoffTests {
  @Test("grows by its factor to its cap, without jitter")
  func grows() {
    var backoff = Backoff(
      base: .milliseconds(25), multiplier: 2, cap: .milliseconds(80), jitter: 0)
    var random = SplitMix64(seed: 1)
    let pauses = (0..<4).map { _ in backoff.next(using: &random) }
    #expect(pauses == [25, 50, 80, 80].map { .milliseconds($0) })
    backoff.reset()
    #expect(backoff.next(using: &random) == .milliseconds(25))
  }

  @Test("begins a quorum round with clientv3's 25 ms, 10 % up or down")
  func quorumRound() {
    var random = SplitMix64(seed: 7)
    let pauses = (0..<200).map { _ in
      var backoff = Backoff.quorumRound
      return backoff.next(using: &random)
    }
    #expect(pauses.allSatisfy { $0 >= .microseconds(22_500) && $0 <= .microseconds(27_500) })
    #expect(Set(pauses).count > 100)
  }
}
