import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// Holds the token that etcd gave for the credentials, and what every call carries because of it.
final class TokenKeeper: Sendable {
  /// A token this young is not renewed before a stream.
  static let freshFor: Duration = .seconds(60)

  /// nil is for a cluster without authentication.
  typealias Fetch = @Sendable (Credentials) async throws(EtcdError) -> String?

  private struct State {
    /// Counts the tokens, so that callers that fail together renew only once.
    var generation = 0
    var fetchedAt: ContinuousClock.Instant?
    var plain: Metadata
    var consensus: Metadata
    /// Counts the requests for tokens.
    var fetches = 0
    var isFetching = false
    /// How the newest request failed.
    var failure: EtcdError?

    init(token: String?) {
      plain = Metadata(token: token)
      consensus = Metadata(token: token, requiresLeader: true)
    }
  }

  let credentials: Credentials?
  private let state: Mutex<State>
  private let waiters = Waiters()

  /// - Parameter token: one that lasts, for when there are no credentials.
  init(credentials: Credentials?, token: String? = nil) {
    self.credentials = credentials
    state = Mutex(State(token: token))
  }

  var hasCredentials: Bool { credentials != nil }

  /// What a call carries now, and which token that is. Asking for a leader makes a member without
  /// one refuse at once, before it does anything, instead of holding the call until its deadline.
  func metadata(for need: CallNeed) -> (metadata: Metadata, generation: Int) {
    state.withLock { (need == .consensus ? $0.consensus : $0.plain, $0.generation) }
  }

  /// Gets the first token where credentials ask for one.
  func ensure(
    until deadline: ContinuousClock.Instant, _ fetch: @escaping Fetch
  ) async throws(EtcdError) {
    guard state.withLock({ $0.fetchedAt == nil }) else { return }
    try await renew(after: 0, until: deadline, fetch)
  }

  /// Gets a new token unless the one at hand is young and taken for good.
  func freshen(
    isStale: Bool, until deadline: ContinuousClock.Instant, _ fetch: @escaping Fetch
  ) async throws(EtcdError) {
    let (generation, fetchedAt) = state.withLock { ($0.generation, $0.fetchedAt) }
    if !isStale, let fetchedAt, ContinuousClock.now - fetchedAt < Self.freshFor { return }
    try await renew(after: generation, until: deadline, fetch)
  }

  /// Gets a new token; callers at the same time share one request, and a caller whose token was
  /// replaced meanwhile needs none.
  func renew(
    after stale: Int, until deadline: ContinuousClock.Instant, _ fetch: @escaping Fetch
  ) async throws(EtcdError) {
    guard let credentials else { return }
    let (number, starts) = state.withLock { state -> (Int?, Bool) in
      if state.isFetching { return (state.fetches, false) }
      if state.generation != stale { return (nil, false) }
      state.isFetching = true
      state.fetches += 1
      return (state.fetches, true)
    }
    guard let number else { return }
    if starts {
      Task {
        do throws(EtcdError) {
          finish(.success(try await fetch(credentials)))
        } catch {
          finish(.failure(error))
        }
      }
    }
    try await result(of: number, until: deadline)
  }

  private func result(
    of number: Int, until deadline: ContinuousClock.Instant
  ) async throws(EtcdError) {
    while true {
      let changes = waiters.changes
      let (isOver, failure) = state.withLock { state in
        (!state.isFetching || state.fetches != number, state.failure)
      }
      if isOver {
        if let failure { throw failure }
        return
      }
      if Task.isCancelled { throw .cancelled }
      if deadline <= .now {
        throw EtcdError(
          code: .timedOut, message: "no token came in time", fix: "raise --command-timeout")
      }
      await waiters.wait(after: changes, until: deadline)
    }
  }

  private func finish(_ result: Result<String?, EtcdError>) {
    state.withLock { state in
      state.isFetching = false
      switch result {
      case .success(let token):
        state.failure = nil
        state.generation += 1
        state.fetchedAt = .now
        state.plain = Metadata(token: token)
        state.consensus = Metadata(token: token, requiresLeader: true)
      case .failure(let error):
        state.failure = error
      }
    }
    waiters.wakeAll()
  }
}

extension Metadata {
  /// The version of the API that this client speaks.
  static let clientAPIVersion = "3.6"

  static let withoutToken = Metadata(token: nil, requiresLeader: true)

  init(token: String?, requiresLeader: Bool = false) {
    self.init([Field(name: "client-api-version", value: Self.clientAPIVersion)])
    if requiresLeader { fields.append(Field(name: "hasleader", value: "true")) }
    if let token { fields.append(Field(name: "token", value: token)) }
  }
}
