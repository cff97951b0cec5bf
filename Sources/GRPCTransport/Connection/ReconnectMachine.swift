import RPCCore

/// Decides when a connection is tried again and what is said about its failures.
///
/// The core alone knows the connection; it tells its state, but neither why an attempt failed nor
/// when the next one comes, and it stays in transient failure until one succeeds. So the machine
/// starts every attempt after the first itself, and before each it asks for the reason of the last.
struct ReconnectMachine {
  /// The states that the core reports.
  enum CoreState: Hashable, Sendable {
    case idle, connecting, ready, transientFailure, shutdown
  }

  enum Input: Hashable, Sendable {
    /// The connection is to be kept up from now on.
    case connectRequested
    case observed(CoreState)
    /// The time of `watch` passed without a change.
    case attemptDue
    /// The answer to `askForReason`: the core's words, nil when there was no failure to tell of.
    case failed(String?)
    /// The answer to `diagnose`: nil when the diagnosis found nothing to add.
    case diagnosed(String?)
  }

  enum Action: Hashable, Sendable {
    case publish(Connectivity)
    /// Leave idle.
    case tryToConnect
    /// Leave the pause after a failure.
    case startAttempt
    /// Forget the channel's resolver, which asks for a name that failed later and later, after two
    /// minutes in the end, and can't be told to hurry.
    case startOver
    /// Report the next change from a state, or that `until` has passed; nil waits for ever.
    case watch(CoreState, until: ContinuousClock.Instant?)
    case askForReason
    case diagnose(ConnectionFailure)
  }

  /// A connection lost sooner than this after it was made counts as a failed attempt: a server that
  /// accepts and hangs up must not be called in a tight loop.
  static let shortestLife = Duration.seconds(1)
  /// How long a diagnosis stands while the core says the same.
  static let diagnosisLife = Duration.seconds(10)

  private let backoff: Backoff
  private let security: RPCSecurity
  private var isKeptUp = false
  private var core = CoreState.idle
  private var failures = 0
  private var readySince: ContinuousClock.Instant?
  /// When the next attempt starts; nil unless pausing.
  private(set) var nextAttempt: ContinuousClock.Instant?
  private var diagnosis: (of: ConnectionFailure, text: String?, at: ContinuousClock.Instant)?
  private var diagnosing: ConnectionFailure?
  private var isAttemptDue = false

  init(backoff: Backoff, security: RPCSecurity) {
    self.backoff = backoff
    self.security = security
  }

  /// `random` is within 0…1.
  mutating func handle(
    _ input: Input, now: ContinuousClock.Instant, random: Double
  ) -> [Action] {
    switch input {
    case .connectRequested:
      isKeptUp = true
      return core == .idle && nextAttempt == nil ? [.tryToConnect] : []
    case .observed(let state): return observe(state, now, random)
    case .attemptDue: return attemptDue()
    case .failed(let words): return explain(words, now, random)
    case .diagnosed(let text):
      guard let diagnosed = diagnosing.take() else { return [] }
      diagnosis = (diagnosed, text, now)
      return core == .transientFailure
        ? [.publish(.transientFailure(reason: text ?? diagnosed.text))] : []
    }
  }

  /// The failure that the core tells of in these words, as the user reads it.
  func text(for words: String) -> String {
    let failure = ConnectionFailure(words, security: security)
    guard let diagnosis, diagnosis.of == failure else { return failure.text }
    return diagnosis.text ?? failure.text
  }

  private mutating func observe(
    _ state: CoreState, _ now: ContinuousClock.Instant, _ random: Double
  ) -> [Action] {
    core = state
    nextAttempt = nil
    isAttemptDue = false
    let life = readySince.map { now - $0 }
    readySince = nil
    if let life, life >= Self.shortestLife { failures = 0 }
    switch state {
    case .idle:
      guard isKeptUp else { return [.publish(.idle), .watch(.idle, until: nil)] }
      if let life, life < Self.shortestLife {
        return [.publish(.idle), .watch(.idle, until: pause(now, random))]
      }
      return [.publish(.idle), .tryToConnect, .watch(.idle, until: nil)]
    case .connecting:
      return [.publish(.connecting), .watch(.connecting, until: nil)]
    case .ready:
      readySince = now
      return [.publish(.ready), .watch(.ready, until: nil)]
    case .transientFailure:
      return [.askForReason, .watch(.transientFailure, until: pause(now, random))]
    case .shutdown:
      return []
    }
  }

  private mutating func pause(
    _ now: ContinuousClock.Instant, _ random: Double
  ) -> ContinuousClock.Instant {
    failures += 1
    let end = now + backoff.pause(after: failures, random: random)
    nextAttempt = end
    return end
  }

  private mutating func attemptDue() -> [Action] {
    nextAttempt = nil
    switch core {
    case .idle: return [.tryToConnect, .watch(.idle, until: nil)]
    case .transientFailure:
      isAttemptDue = true
      return [.askForReason]
    case .connecting, .ready, .shutdown: return []
    }
  }

  private mutating func explain(
    _ words: String?, _ now: ContinuousClock.Instant, _ random: Double
  ) -> [Action] {
    guard core == .transientFailure else { return [] }
    var actions: [Action] = []
    var isUnresolved = false
    if let words {
      let failure = ConnectionFailure(words, security: security)
      isUnresolved = failure.isUnresolved
      let known = diagnosis.flatMap { $0.of == failure ? $0 : nil }
      let isOld = known.map { now - $0.at >= Self.diagnosisLife } ?? true
      if failure.wantsDiagnosis, isOld, diagnosing == nil {
        diagnosing = failure
        actions.append(.diagnose(failure))
      }
      // What a first diagnosis will say comes with its answer.
      if known != nil || !failure.wantsDiagnosis {
        actions.append(.publish(.transientFailure(reason: known?.text ?? failure.text)))
      }
    }
    if isAttemptDue {
      isAttemptDue = false
      actions += [
        isUnresolved ? .startOver : .startAttempt,
        .watch(.transientFailure, until: pause(now, random)),
      ]
    }
    return actions
  }
}
