import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// The shell around a `KeepAliveMachine`: one stream for all leases of the client.
final class LeaseKeeping: StreamUser {
  /// Renewals that wait for a slow reader, as in clientv3.
  static let bufferedUpdates = 16
  /// How long the first answer may take; an election fits in.
  static let firstAnswerTimeout: Duration = .seconds(5)

  private struct State {
    var machine = KeepAliveMachine(firstAnswerTimeout: LeaseKeeping.firstAnswerTimeout)
    var readers: [LeaseID: [Int: AsyncStream<LeaseKeeper.Update>.Continuation]] = [:]
    var nextReader = 0
    var timer: Task<Void, Never>?
    var loop: StreamLoop?
    var isShutDown = false
  }

  private let core: ClientCore
  private let state = Mutex(State())

  init(core: ClientCore) {
    self.core = core
  }

  func keepAlive(_ lease: LeaseID) -> LeaseKeeper {
    let (updates, continuation) = AsyncStream.makeStream(
      of: LeaseKeeper.Update.self, bufferingPolicy: .bufferingNewest(Self.bufferedUpdates))
    let (reader, actions) = state.withLock { state -> (Int, [KeepAliveMachine.Action]) in
      state.nextReader += 1
      if state.isShutDown {
        continuation.endWithClient()
        return (state.nextReader, [])
      }
      state.readers[lease, default: [:]][state.nextReader] = continuation
      return (state.nextReader, state.machine.add(lease, at: .now))
    }
    perform(actions)
    loop.need(true)
    return LeaseKeeper(lease: lease, updates: updates) { [weak self] in
      self?.stop(lease, reader: reader)
    }
  }

  func leave(_ endpoint: Endpoint) {
    state.withLock { $0.loop }?.leave(endpoint)
  }

  func shutDown() {
    let (readers, timer, loop) = state.withLock { state in
      state.isShutDown = true
      defer { state.readers = [:] }
      return (state.readers.values, state.timer.take(), state.loop)
    }
    timer?.cancel()
    for reader in readers.flatMap(\.values) { reader.endWithClient() }
    loop?.stop()
  }

  func opened(on endpoint: Endpoint) {
    perform(state.withLock { $0.machine.opened(at: .now) })
  }

  func received(_ message: [UInt8], from endpoint: Endpoint) throws(EtcdError) {
    let response: LeaseKeepAliveResponse = try core.decode(
      message, from: endpoint, isMutation: false)
    perform(state.withLock { $0.machine.received(response, at: .now) })
  }

  func broken(reason: String, on endpoint: Endpoint) {
    state.withLock { $0.machine.broken() }
  }

  private func stop(_ lease: LeaseID, reader: Int) {
    let (continuation, isEmpty) = state.withLock { state in
      let continuation = state.readers[lease]?.removeValue(forKey: reader)
      if state.readers[lease]?.isEmpty == true {
        state.readers[lease] = nil
        state.machine.remove(lease)
      }
      return (continuation, state.machine.isEmpty)
    }
    continuation?.finish()
    if isEmpty { letGo() }
  }

  private func letGo() {
    state.withLock { $0.timer.take() }?.cancel()
    state.withLock { $0.loop }?.need(false)
  }

  private var loop: StreamLoop {
    state.withLock { state in
      if let loop = state.loop { return loop }
      let loop = StreamLoop(
        core: core, path: RPCMethod.leaseKeepAlive.path, requiresLeader: true, user: self)
      state.loop = loop
      return loop
    }
  }

  private func perform(_ actions: [KeepAliveMachine.Action]) {
    for action in actions {
      switch action {
      case .renew(let lease): loop.send(LeaseKeepAliveRequest(id: lease).encoded())
      case .renewed(let lease, let timeToLive):
        for reader in readers(of: lease) { reader.yield(.renewed(timeToLive: timeToLive)) }
      case .lost(let lease, let reason):
        for reader in readers(of: lease) {
          reader.yield(.lost(reason: reason))
          reader.finish()
        }
        let isEmpty = state.withLock { state in
          state.readers[lease] = nil
          return state.machine.isEmpty
        }
        if isEmpty { letGo() }
      case .setTimer(let instant): setTimer(at: instant)
      }
    }
  }

  private func readers(of lease: LeaseID) -> [AsyncStream<LeaseKeeper.Update>.Continuation] {
    state.withLock { $0.readers[lease].map { Array($0.values) } ?? [] }
  }

  private func setTimer(at instant: ContinuousClock.Instant) {
    let task = Task { [weak self] in
      guard (try? await Task.sleep(until: instant, clock: .continuous)) != nil, let self else {
        return
      }
      perform(state.withLock { $0.machine.timer(at: .now) })
    }
    state.withLock { state in
      defer { state.timer = task }
      return state.timer
    }?.cancel()
  }
}

extension AsyncStream<LeaseKeeper.Update>.Continuation {
  fileprivate func endWithClient() {
    yield(.lost(reason: EtcdError.shutDown.message))
    finish()
  }
}
