import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// All watches that share one Watch stream, because they agree about needing a leader.
final class WatchGroup: StreamUser {
  private struct State {
    var machine: WatchStreamMachine
    var consumers: [WatchStreamMachine.ID: WatchConsumer] = [:]
    var loop: StreamLoop?
    var isShutDown = false

    func status(of id: WatchStreamMachine.ID) -> WatchStatus? {
      guard let consumer = consumers[id], let watch = machine.state(of: id) else { return nil }
      return WatchStatus(
        range: watch.range, state: consumer.state, since: consumer.since,
        endpoint: consumer.endpoint, stream: machine.streams, watchID: watch.watchID,
        revision: consumer.state == .starting ? nil : watch.nextRevision.map { $0 - 1 })
    }
  }

  private let core: ClientCore
  private let requiresLeader: Bool
  private let state: Mutex<State>

  init(core: ClientCore, requiresLeader: Bool) {
    self.core = core
    self.requiresLeader = requiresLeader
    state = Mutex(
      State(machine: WatchStreamMachine(renewsTokens: core.tokens.hasCredentials)))
  }

  var count: Int { state.withLock { $0.machine.count } }

  func watch(_ range: KeyRange, options: WatchOptions) -> WatchSubscription {
    let sink = WatchSink(eventLimit: options.bufferedEvents, byteLimit: options.bufferedBytes)
    let added: (WatchStreamMachine.ID, [WatchStreamMachine.Action])? = state.withLock { state in
      if state.isShutDown { return nil }
      let (id, actions) = state.machine.add(range, options)
      state.consumers[id] = WatchConsumer(sink: sink)
      return (id, actions)
    }
    guard let (id, actions) = added else {
      sink.put(.ended(.shutDown))
      return WatchSubscription(sink: sink, onStatus: { nil }, onCancel: {})
    }
    perform(actions)
    loop.need(true)
    return WatchSubscription(
      sink: sink, onStatus: { [weak self] in self?.status(of: id) },
      onCancel: { [weak self] in self?.cancel(id) })
  }

  /// In the order in which they were made.
  var statuses: [WatchStatus] {
    state.withLock { state in
      state.consumers.keys.sorted().compactMap { state.status(of: $0) }
    }
  }

  private func status(of id: WatchStreamMachine.ID) -> WatchStatus? {
    state.withLock { $0.status(of: id) }
  }

  /// The endpoint of the open stream.
  var endpoint: Endpoint? { state.withLock { $0.machine.endpoint } }

  func askForProgress() {
    perform(state.withLock { $0.machine.askForProgress() })
  }

  func leave(_ endpoint: Endpoint) {
    state.withLock { $0.loop }?.leave(endpoint)
  }

  /// Every watch ends.
  func shutDown() {
    let (consumers, loop) = state.withLock { state in
      state.isShutDown = true
      defer { state.consumers = [:] }
      return (state.consumers.values, state.loop)
    }
    for consumer in consumers { consumer.sink.put(.ended(.shutDown)) }
    loop?.stop()
  }

  func opened(on endpoint: Endpoint) {
    perform(state.withLock { $0.machine.opened(on: endpoint) })
  }

  func received(_ message: [UInt8], from endpoint: Endpoint) throws(EtcdError) {
    var response: WatchResponse? = try core.decode(message, from: endpoint, isMutation: false)
    perform(
      state.withLock { state in
        guard let response = response.take() else { return [] }
        return state.machine.received(response)
      })
  }

  func broken(reason: String, on endpoint: Endpoint) {
    perform(state.withLock { $0.machine.broken(reason: reason, on: endpoint) })
  }

  private func cancel(_ id: WatchStreamMachine.ID) {
    let (actions, isEmpty) = state.withLock { state in
      state.consumers[id] = nil
      return (state.machine.remove(id), state.machine.isEmpty)
    }
    perform(actions)
    if isEmpty { loop.need(false) }
  }

  private var loop: StreamLoop {
    state.withLock { state in
      if let loop = state.loop { return loop }
      let loop = StreamLoop(
        core: core, path: RPCMethod.watch.path, requiresLeader: requiresLeader, user: self)
      state.loop = loop
      return loop
    }
  }

  private func perform(_ actions: [WatchStreamMachine.Action]) {
    for action in actions {
      switch action {
      case .create(let request): loop.send(WatchRequest.create(request).encoded())
      case .cancel(let watchID): loop.send(WatchRequest.cancel(watchID: watchID).encoded())
      case .askForProgress: loop.send(WatchRequest.progress.encoded())
      case .deliver(let id, let update):
        state.withLock { state in
          state.consumers[id]?.note(update, at: .now)
          return state.consumers[id]?.sink
        }?.put(update)
      case .forget(let id): cancel(id)
      case .reopen(let refreshingToken, let reason):
        loop.reopen(reason: reason, refreshingToken: refreshingToken)
      case .setCreationTimer(let mark): setCreationTimer(mark)
      }
    }
  }

  private func setCreationTimer(_ mark: Int) {
    Task { [weak self, timeout = core.configuration.dialTimeout] in
      try? await Task.sleep(for: timeout)
      guard let self else { return }
      perform(state.withLock { $0.machine.creationTimer(mark: mark) })
    }
  }
}
