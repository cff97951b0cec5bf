import EtcdModel

/// Where one watch's updates go, and what they said last about its stream.
struct WatchConsumer {
  let sink: WatchSink
  private(set) var state = WatchStatus.State.starting
  private(set) var since = ContinuousClock.now
  private(set) var endpoint: Endpoint?

  init(sink: WatchSink) {
    self.sink = sink
  }

  mutating func note(_ update: WatchUpdate, at now: ContinuousClock.Instant) {
    switch update {
    case .started(_, let endpoint), .resumed(_, let endpoint):
      (state, since, self.endpoint) = (.running, now, endpoint)
    case .disconnected(let reason, let endpoint):
      (state, since, self.endpoint) = (.reconnecting(reason: reason), now, endpoint)
    case .events, .progress, .gap, .overflow, .ended: break
    }
  }
}
