import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// One observed election: a stream that is opened again wherever it breaks.
final class LeaderObserver: StreamUser {
  typealias Leaders = AsyncThrowingStream<KeyValue, any Error>

  private let core: ClientCore
  private let request: LeaderRequest
  private let leaders: Leaders.Continuation
  private let newest = Mutex<Revision>(0)
  private let loop = Mutex<StreamLoop?>(nil)

  init(core: ClientCore, request: LeaderRequest, leaders: Leaders.Continuation) {
    self.core = core
    self.request = request
    self.leaders = leaders
  }

  func start() {
    let loop = StreamLoop(
      core: core, path: RPCMethod.observe.path, requiresLeader: true, user: self)
    self.loop.withLock { $0 = loop }
    loop.need(true)
  }

  func leave(_ endpoint: Endpoint) {
    loop.withLock { $0 }?.leave(endpoint)
  }

  func stop(_ error: EtcdError? = nil) {
    leaders.finish(throwing: error)
    let loop = loop.withLock { $0.take() }
    loop?.need(false)
    loop?.stop()
  }

  func opened(on endpoint: Endpoint) {
    let loop = loop.withLock { $0 }
    loop?.send(request.encoded())
    loop?.finishSending()
  }

  /// Every new stream begins with the leader of the moment, who may be known already.
  func received(_ message: [UInt8], from endpoint: Endpoint) throws(EtcdError) {
    let response: LeaderResponse = try core.decode(message, from: endpoint, isMutation: false)
    guard let leader = response.leader else { return }
    let isNews = newest.withLock { newest in
      defer { newest = max(newest, leader.modRevision) }
      return leader.modRevision > newest
    }
    if isNews { leaders.yield(leader) }
  }

  func refused(_ error: RPCError, by endpoint: Endpoint) {
    let disposition = Disposition(
      of: error, isRepeatable: true, hasAlternative: core.balancer.endpoints.count > 1,
      hasCredentials: core.tokens.hasCredentials)
    guard disposition == .giveUp, error.code != .cancelled else { return }
    stop(
      EtcdError(error, on: endpoint, attempts: 1, isMutation: false, connectionFailure: nil))
  }

  func broken(reason: String, on endpoint: Endpoint) {}
}

/// The observed elections of one client.
final class LeaderObservers: Sendable {
  private struct State {
    var observers: [Int: LeaderObserver] = [:]
    var nextID = 0
    var isShutDown = false
  }

  private let core: ClientCore
  private let state = Mutex(State())

  init(core: ClientCore) {
    self.core = core
  }

  func observe(_ request: LeaderRequest) -> LeaderObserver.Leaders {
    let (stream, leaders) = LeaderObserver.Leaders.makeStream(bufferingPolicy: .bufferingNewest(1))
    let observer = LeaderObserver(core: core, request: request, leaders: leaders)
    let id = state.withLock { state -> Int? in
      guard !state.isShutDown else { return nil }
      state.nextID += 1
      state.observers[state.nextID] = observer
      return state.nextID
    }
    guard let id else {
      leaders.finish(throwing: EtcdError.shutDown)
      return stream
    }
    leaders.onTermination = { [weak self] _ in
      self?.state.withLock { $0.observers.removeValue(forKey: id) }?.stop()
    }
    observer.start()
    return stream
  }

  func leave(_ endpoint: Endpoint) {
    for observer in state.withLock({ Array($0.observers.values) }) { observer.leave(endpoint) }
  }

  func shutDown() {
    let observers = state.withLock { state in
      state.isShutDown = true
      defer { state.observers = [:] }
      return Array(state.observers.values)
    }
    for observer in observers { observer.stop(.shutDown) }
  }
}
