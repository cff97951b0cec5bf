import EtcdModel
import RPCCore

/// Decides which endpoints have a *calls* connection, which of them serves a call, and when to
/// switch. A value without clock, I/O or locks: the `Balancer` performs its actions.
///
/// Retries, backoff, the retry budget and deadlines are common to all policies and not theirs.
protocol BalancerPolicy: Sendable {
  init(seed: UInt64)

  /// Whether calls in flight are watched, so that the policy hears of silent members and can send
  /// the repeatable ones to others. No generation of the official client does that: a call to a hung
  /// member lasts until its deadline.
  static var hedges: Bool { get }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction]

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick

  /// Which endpoints get calls at present and why, in one sentence for the screen.
  var pickReason: String { get }
}

extension [Endpoint] {
  /// Such as `10.0.0.1:2379, 10.0.0.2:2379`.
  var words: String { map(\.authority).joined(separator: ", ") }
}

enum BalancerEvent: Hashable, Sendable {
  /// The endpoints to use from now on: the first event of every policy.
  case endpoints([Endpoint])
  /// The *calls* connection of an endpoint changed.
  case connection(Endpoint, ConnectionState)
  /// An attempt on an endpoint's *calls* connection ended.
  case attempt(Endpoint, AttemptReport)
  /// A call is in flight since then; comes again and again until it ends.
  case silent(Endpoint, since: ContinuousClock.Instant)
  case probed(Endpoint, succeeded: Bool)
  case advice(HealthReport)
  /// An answer named the member at this endpoint as the leader, be it by hearsay.
  case leads(Endpoint)
  case timer(BalancerTimer)
}

enum BalancerAction: Hashable, Sendable {
  /// Opens a connection and keeps it up; no effect on an open one, whose state is reported anew.
  case open(Endpoint)
  /// Closes a connection when its last running call has ended.
  case close(Endpoint)
  /// Reads through the quorum on this endpoint and reports `probed`.
  case probe(Endpoint, timeout: Duration)
  /// Asks gRPC's health service on this endpoint, which knows nothing of the quorum, and reports
  /// `probed`.
  case checkHealth(Endpoint, timeout: Duration)
  /// Moves the streams on this endpoint to another, and asks another for what is in flight here.
  case leave(Endpoint)
  /// Replaces an earlier timer of the same name.
  case setTimer(BalancerTimer, at: ContinuousClock.Instant)
}

enum BalancerTimer: Hashable, Sendable {
  case probe(Endpoint)
  /// Of the list of unhealthy endpoints.
  case cleanUp
}

/// What a call needs of the member that serves it.
enum CallNeed: Hashable, Sendable {
  /// A leader and its quorum: mutations, linearizable reads, leases.
  case consensus
  /// The member's own store only: serializable reads.
  case local
}

struct PickRequest: Hashable, Sendable {
  var need: CallNeed
  /// Endpoints that this call has tried already.
  var avoiding: [Endpoint] = []
  /// The member that has just told this call of a new leader: of those that are well the surest.
  var preferring: Endpoint?
  /// For a stream, whose end no `attempt` reports.
  var isStream = false
}

enum Pick: Hashable, Sendable {
  case endpoint(Endpoint)
  /// No connection is ready.
  case wait
}

/// How one attempt ended, as far as a policy cares.
struct AttemptReport: Hashable, Sendable {
  enum Outcome: Hashable, Sendable {
    /// Answered, be it with an error of the request's own making.
    case answered
    /// No answer in the time given to it.
    case timedOut
    /// The member answered that it has no leader or can't reach its quorum.
    case leaderless
    /// The member answered that it has a new leader: it is the first to be asked again.
    case hasNewLeader
    /// A learner refused to serve it.
    case learner
    /// The connection failed or the answer says nothing about the member's health.
    case inconclusive
  }

  var outcome: Outcome
  var need: CallNeed
  var startedAt: ContinuousClock.Instant
  /// The status of a failure; nil when the request never left, which is no sign of anything.
  var code: RPCError.Code?
}

extension BalancerName {
  /// - Parameter dialTimeout: clientv3-grpc1.7 took it for the time that unhealthy endpoints rest.
  func makePolicy(seed: UInt64, dialTimeout: Duration) -> any BalancerPolicy {
    switch self {
    case .pinned: PinnedPolicy(seed: seed)
    case .pinnedHealth: PinnedHealthPolicy(dialTimeout: dialTimeout)
    case .roundRobin: RoundRobinPolicy(seed: seed)
    case .powerOfTwo: PowerOfTwoPolicy(seed: seed)
    case .leader: LeaderPolicy(seed: seed)
    case .healthAware: HealthAwarePolicy(seed: seed)
    }
  }
}
