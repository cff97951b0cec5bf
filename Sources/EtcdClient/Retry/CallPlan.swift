import EtcdModel
import RPCCore

/// One call's way through its attempts: whether another follows, and when.
/// A value; the caller sends, sleeps and refreshes tokens.
struct CallPlan: Sendable {
  /// The rules that hold for every attempt of the call.
  struct Rules: Hashable, Sendable {
    var isRepeatable: Bool
    /// The end of all attempts together.
    var deadline: ContinuousClock.Instant
    var endpointCount: Int
    var hasCredentials: Bool
  }

  enum Next: Hashable, Sendable {
    case retry(after: Duration)
    /// Sooner when a member answers a probe: it has a leader.
    case retryWhenWell(within: Duration)
    case refreshToken
    case giveUp
  }

  /// As clientv3's; the deadline nearly always comes first.
  static let maximumAttempts = 100
  static let maximumRefreshes = 2
  /// The pause before a retry while the budget is exhausted.
  static let throttledPause: Duration = .milliseconds(200)
  /// How often news of a leader is taken for such: each is sent at the end of an election.
  private static let maximumLeaderChanges = 3
  /// What is left of a deadline that is not worth another attempt.
  private static let leastTime: Duration = .milliseconds(2)

  let rules: Rules
  /// Attempts begun so far.
  private(set) var attempts = 0
  private(set) var tried: [Endpoint] = []
  /// Who answered the last attempt that there is a new leader.
  private(set) var preferred: Endpoint?
  private var backoff = Backoff.quorumRound
  private var refreshes = 0
  private var leaderChanges = 0

  init(_ rules: Rules) {
    self.rules = rules
  }

  mutating func begin() {
    attempts += 1
  }

  /// - Parameter isThrottled: the retry budget is exhausted.
  mutating func failed(
    _ error: RPCError, on endpoint: Endpoint, at now: ContinuousClock.Instant, isThrottled: Bool,
    random: inout SplitMix64
  ) -> Next {
    let disposition = Disposition(
      of: error, isRepeatable: rules.isRepeatable, hasAlternative: rules.endpointCount > 1,
      hasCredentials: rules.hasCredentials)
    if disposition == .giveUp || attempts >= Self.maximumAttempts { return .giveUp }
    if disposition == .refreshToken {
      refreshes += 1
      return refreshes <= Self.maximumRefreshes ? .refreshToken : .giveUp
    }
    if disposition == .retryElsewhere { markTried(endpoint) }
    preferred = disposition == .retryAnywhere ? endpoint : nil

    switch PushBack(error.trailers) {
    case .never: return .giveUp
    case .after(let wanted): return isInTime(wanted, now) ? .retry(after: wanted) : .giveUp
    case .none: break
    }
    var pause = Duration.zero
    if disposition == .retryAnywhere, leaderChanges < Self.maximumLeaderChanges {
      // There is a leader again: whoever waited for it should not go on waiting.
      leaderChanges += 1
    } else {
      // A whole round through a quorum has failed: whoever is left needs a moment.
      let quorum = rules.endpointCount / 2 + 1
      if attempts % quorum == 0 { pause = backoff.next(using: &random) }
      if isThrottled { pause = max(pause, Self.throttledPause) }
    }
    guard isInTime(pause, now) else { return .giveUp }
    return pause == .zero ? .retry(after: .zero) : .retryWhenWell(within: pause)
  }

  private func isInTime(_ pause: Duration, _ now: ContinuousClock.Instant) -> Bool {
    now + pause + Self.leastTime < rules.deadline
  }

  private mutating func markTried(_ endpoint: Endpoint) {
    if !tried.contains(endpoint) { tried.append(endpoint) }
    // Everybody had a turn: the next round begins with a clean slate.
    if tried.count >= rules.endpointCount { tried = [endpoint] }
  }
}

/// A server's word about retries (gRPC A6): the trailer `grpc-retry-pushback-ms`.
enum PushBack: Hashable, Sendable {
  case none
  case after(Duration)
  case never

  init(_ trailers: Metadata) {
    guard let text = trailers["grpc-retry-pushback-ms"] else {
      self = .none
      return
    }
    guard let milliseconds = Int32(text), milliseconds >= 0 else {
      self = .never
      return
    }
    self = .after(.milliseconds(milliseconds))
  }
}
