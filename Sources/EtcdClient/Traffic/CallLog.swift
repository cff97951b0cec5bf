import EtcdModel
import Synchronization

/// Every attempt of every call, in a ring; the latency pane and the politeness meter read it.
final class CallLog: Sendable {
  static let capacity = 4096
  /// The politeness meter shows the mean of this many whole seconds.
  static let meterSeconds = 5

  private struct State {
    var ring: [CallRecord] = []
    var next = 0
    var ended = 0
    var endpoints: [Endpoint: EndpointTraffic] = [:]
  }

  /// Where the first second begins.
  private let origin: ContinuousClock.Instant
  private let state = Mutex(State())

  init(origin: ContinuousClock.Instant = .now) {
    self.origin = origin
  }

  func began(on endpoint: Endpoint) {
    state.withLock {
      $0.endpoints[endpoint, default: EndpointTraffic(origin: origin)].inFlight += 1
    }
  }

  /// - Parameters:
  ///   - isPicked: the balancer chose the endpoint.
  ///   - hasLeft: the request may have reached the member.
  func ended(_ record: CallRecord, isPicked: Bool, hasLeft: Bool = true) {
    let now = record.startedAt + record.latency
    state.withLock { state in
      if state.ring.count < Self.capacity {
        state.ring.append(record)
      } else {
        state.ring[state.next] = record
      }
      state.next = (state.next + 1) % Self.capacity
      state.ended += 1
      state.endpoints[record.endpoint, default: EndpointTraffic(origin: origin)].inFlight -= 1
      state.endpoints[record.endpoint]?.note(
        record, isPicked: isPicked, hasLeft: hasLeft, at: now)
    }
  }

  /// A message of a stream.
  func message(on endpoint: Endpoint, bytes: Int) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.endpoints[endpoint, default: EndpointTraffic(origin: origin)]
        .noteMessage(bytes: bytes, at: now)
    }
  }

  /// The newest attempts, oldest first.
  func recent() -> [CallRecord] { recent(after: 0).records }

  /// The newest attempts after the one of this number, oldest first, and the number of the last;
  /// the first attempt of all has number 1.
  func recent(after number: Int) -> (records: [CallRecord], last: Int) {
    state.withLock { state in
      let wanted = min(state.ring.count, max(0, state.ended - number))
      let isFull = state.ring.count == Self.capacity
      let all = isFull ? state.ring[state.next...] + state.ring[..<state.next] : state.ring[...]
      return (Array(all.suffix(wanted)), state.ended)
    }
  }

  /// Endpoints in the given order, then others by name that were called within the last minute.
  func snapshot(at now: ContinuousClock.Instant, order: [Endpoint]) -> TrafficSnapshot {
    let known = state.withLock { state in
      state.endpoints = state.endpoints.filter {
        order.contains($0.key) || $0.value.isActive(at: now)
      }
      return state.endpoints
    }
    let others = known.keys.filter { !order.contains($0) }
      .sorted { $0.description < $1.description }
    var snapshot = TrafficSnapshot(takenAt: now)
    snapshot.endpoints = (order + others).map { endpoint in
      known[endpoint]?.latency(of: endpoint, at: now) ?? EndpointLatency(endpoint: endpoint)
    }
    let picks = snapshot.endpoints.reduce(0) { $0 + $1.picks }
    if picks > 0 {
      for index in snapshot.endpoints.indices {
        snapshot.endpoints[index].share = Double(snapshot.endpoints[index].picks) / Double(picks)
      }
    }
    let whole = known.values.flatMap {
      $0.seconds.values(at: now).dropLast().suffix(Self.meterSeconds)
    }
    let seconds = Double(Self.meterSeconds)
    snapshot.rpcPerSecond = Double(whole.reduce(0) { $0 + $1.calls }) / seconds
    snapshot.bytesPerSecond = Double(whole.reduce(0) { $0 + $1.bytes }) / seconds
    return snapshot
  }
}
