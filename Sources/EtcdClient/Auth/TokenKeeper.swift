import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// Holds the token that etcd gave for the credentials, and what every call carries because of it.
final class TokenKeeper: Sendable {
  /// A token this young is not renewed before a stream.
  static let freshFor: Duration = .seconds(60)

  typealias Fetch = @Sendable (Credentials) async throws(EtcdError) -> String?

  private struct State {
    /// Counts the tokens, so that callers that fail together renew only once.
    var generation = 0
    var fetchedAt: ContinuousClock.Instant?
    var plain: Metadata
    var consensus: Metadata
    var fetching: Task<EtcdError?, Never>?
  }

  let credentials: Credentials?
  private let state: Mutex<State>

  init(credentials: Credentials?) {
    self.credentials = credentials
    state = Mutex(
      State(plain: Metadata(token: nil), consensus: Metadata(token: nil, requiresLeader: true)))
  }

  var hasCredentials: Bool { credentials != nil }
  var generation: Int { state.withLock { $0.generation } }

  /// What a call carries now. Asking for a leader makes a member without one refuse at once, before
  /// it does anything, instead of holding the call until its deadline.
  func metadata(for need: CallNeed) -> Metadata {
    state.withLock { need == .consensus ? $0.consensus : $0.plain }
  }

  /// Gets the first token where credentials ask for one.
  func ensure(_ fetch: @escaping Fetch) async throws(EtcdError) {
    guard credentials != nil, state.withLock({ $0.fetchedAt == nil }) else { return }
    try await renew(after: 0, fetch)
  }

  /// Gets a new token unless the one at hand is young.
  func freshen(_ fetch: @escaping Fetch) async throws(EtcdError) {
    let (generation, fetchedAt) = state.withLock { ($0.generation, $0.fetchedAt) }
    guard credentials != nil else { return }
    if let fetchedAt, ContinuousClock.now - fetchedAt < Self.freshFor { return }
    try await renew(after: generation, fetch)
  }

  /// Gets a new token; callers at the same time share one request, and a caller whose token was
  /// replaced meanwhile needs none.
  func renew(after stale: Int, _ fetch: @escaping Fetch) async throws(EtcdError) {
    guard let credentials else { return }
    let task = state.withLock { state -> Task<EtcdError?, Never>? in
      if let running = state.fetching { return running }
      if state.generation != stale { return nil }
      let task = Task { [self] () -> EtcdError? in
        do throws(EtcdError) {
          finish(.success(try await fetch(credentials)))
          return nil
        } catch {
          finish(.failure(error))
          return error
        }
      }
      state.fetching = task
      return task
    }
    if let error = await task?.value { throw error }
  }

  private func finish(_ result: Result<String?, EtcdError>) {
    state.withLock { state in
      state.fetching = nil
      guard case .success(let token) = result else { return }
      state.generation += 1
      state.fetchedAt = .now
      state.plain = Metadata(token: token)
      state.consensus = Metadata(token: token, requiresLeader: true)
    }
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
