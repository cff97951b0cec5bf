/// A growing pause between attempts, with jitter. A value: the caller sleeps.
struct Backoff: Hashable, Sendable {
  let base: Duration
  let multiplier: Double
  let cap: Duration
  /// The part of the pause by which it varies up and down.
  let jitter: Double
  private var current: Duration

  init(base: Duration, multiplier: Double, cap: Duration, jitter: Double) {
    self.base = base
    self.multiplier = multiplier
    self.cap = cap
    self.jitter = jitter
    current = base
  }

  /// Between two rounds through a quorum of endpoints: 25 ms ±10 % as in clientv3, growing to 100 ms
  /// because an election takes a second and each call in flight waits for it.
  static let quorumRound = Backoff(
    base: .milliseconds(25), multiplier: 1.5, cap: .milliseconds(100), jitter: 0.1)

  /// Before a stream is opened again: clientv3 begins at 1 ms; the cap keeps a client that is cut
  /// off from everybody calm.
  static let stream = Backoff(
    base: .milliseconds(10), multiplier: 2, cap: .milliseconds(500), jitter: 0.2)

  mutating func next(using random: inout SplitMix64) -> Duration {
    let factor = Double.random(in: (1 - jitter)...(1 + jitter), using: &random)
    let pause = current * factor
    current = min(current * multiplier, cap)
    return pause
  }

  mutating func reset() {
    current = base
  }
}
