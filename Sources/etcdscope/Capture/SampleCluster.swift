import EtcdModel
import ExplorerModel
import TerminalModel
import ValueFormats

/// A cluster in memory in the middle of its life, told to the reducer event by event: the same
/// picture each time, without a network.
struct SampleCluster {
  private(set) var state: ExplorerState
  private let entries: [DemoEntry]
  private let now: ContinuousClock.Instant

  /// The demo's keyspace, one of three members gone for twelve seconds, a watch running.
  static func state(
    size: Size, theme: String, _ layouts: [Layout] = Layout.presets,
    _ memory: LayoutMemory = LayoutMemory()
  ) -> ExplorerState {
    let now = ContinuousClock.now
    var sample = SampleCluster(now: now, theme: theme, layouts)
    sample.send(
      .wallClock(WallClock(instant: now, millisecondsOfDay: ((12 * 60 + 41) * 60 + 7) * 1000)))
    sample.send(.resized(size))
    sample.send(.panesLaidOut(roomy))
    sample.send(.started)
    sample.send(.cluster(sample.snapshot(at: revision - writes.reduce(0, +))))
    sample.send(.traffic(sample.traffic))
    sample.send(.timeline(sample.timeline))
    sample.watchConfiguration()
    sample.openRoutes()
    sample.passSeconds()
    sample.send(.tick(now))
    if memory != LayoutMemory() { sample.send(.layoutRestored(memory)) }
    return sample.state
  }

  private static let revision: Revision = 48_211
  /// In each second before that.
  private static let writes: [Revision] = [23, 31, 18, 40, 35, 27, 52, 34]

  /// Before the first drawing nobody knows the panes' sizes; without any nothing is listed.
  private static let roomy = {
    var sizes = PaneSizes()
    for pane in Pane.allCases { sizes[pane] = Size(columns: 60, rows: 40) }
    return sizes
  }()

  private init(now: ContinuousClock.Instant, theme: String, _ layouts: [Layout]) {
    self.now = now
    entries = DemoKeyspace.entries(seed: 1).sorted { $0.key < $1.key }
    var options = ExplorerOptions(
      clusterName: "sample", endpoints: (1...3).map(Self.endpoint))
    options.layouts = layouts
    state = ExplorerState(
      options: options, theme: theme, now: now - .seconds(9))
  }

  private mutating func send(_ event: ExplorerEvent) {
    var effects = reduce(&state, event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      if let answer = answer(to: effect) { effects += reduce(&state, answer) }
    }
  }

  private mutating func press(_ keys: String) {
    for scalar in keys.unicodeScalars {
      send(.key(scalar == "\r" ? KeyPress(.enter) : .character(scalar)))
    }
  }

  /// Expands `/config/gateway/` and opens the key in it.
  private mutating func openRoutes() {
    press("1g")
    for name in ["/config/", "gateway/", "routes.json"] {
      for _ in 0..<state.tree.rowCount where selectedName != name { press("j") }
      press("\r")
      if name != "routes.json" { press("j") }
    }
  }

  private var selectedName: String? {
    state.tree.rows(0..<state.tree.rowCount).first(where: \.isSelected)
      .map { String(decoding: $0.name, as: UTF8.self) }
  }

  private mutating func watchConfiguration() {
    press("3w/config/\r")
    guard let watch = state.watches.entries.last?.id else { return }
    let changes: [(key: String, value: String, Event.Kind, version: Int64)] = [
      ("/config/logging/level", "debug", .put, 4),
      ("/config/feature-flags/one-click", "true", .put, 1),
      ("/config/feature-flags/dark-mode", "true", .put, 12),
      ("/config/notes/handover", "", .delete, 0),
      ("/config/logging/level", "info", .put, 5),
      ("/config/checkout/canary.yaml", "server:\n  port: 8081\n", .put, 1),
    ]
    var updates = [WatchUpdate.disconnected(reason: "connection reset", endpoint: Self.endpoint(3))]
    updates.append(.resumed(from: Self.revision - 5, endpoint: Self.endpoint(2)))
    for (index, change) in changes.enumerated() {
      let revision = Self.revision - 5 + Revision(index)
      let pair = KeyValue(
        key: Key(change.key), value: Array(change.value.utf8),
        createRevision: change.version == 1 ? revision : 1, modRevision: revision,
        version: change.version)
      updates.append(.events([Event(kind: change.2, keyValue: pair)], revision: revision))
    }
    send(.watch(watch, updates))
  }

  private func answer(to effect: Effect) -> ExplorerEvent? {
    switch effect {
    case .sampleKeys(let id, _): return .keysSampled(id, [])
    case .list(let id, let request):
      let windows = request.windows.map { window in
        let matching = entries.map(\.key).filter { window.range.contains($0) }
        return RangeAnswer.Window(
          keys: Array(matching.prefix(window.limit)), count: matching.count)
      }
      return .listed(id, RangeAnswer(windows: windows, revision: Self.revision))
    case .loadValue(let id, let key, _):
      let value = entries.first { $0.key == key }?.value ?? []
      let pair = KeyValue(
        key: key, value: value, createRevision: 211, modRevision: 47_902, version: 7)
      return .valueLoaded(id, pair, revision: Self.revision)
    case .decodeValue(let id, let keyValue, let format, _):
      return .valueDecoded(id, ValueDecoder.decode(keyValue.value, as: format))
    case .matchNames(let id, let question):
      return .namesMatched(id, question.answer())
    case .openWatch(let id, _, let revision):
      return .watch(
        id, [.started(revision: revision ?? Self.revision, endpoint: Self.endpoint(1))])
    default: return nil
    }
  }
}

extension SampleCluster {
  private static func endpoint(_ number: Int) -> Endpoint {
    Endpoint(scheme: .https, host: "10.0.0.\(number)", port: 2379)
  }

  private func member(
    _ number: Int, _ role: MemberRole, _ verdict: Verdict = .healthy, _ reason: String = ""
  ) -> MemberSnapshot {
    MemberSnapshot(
      endpoint: Self.endpoint(number), id: MemberID(0x8E9E_05C5_2164_694D + UInt64(number)),
      name: "etcd-\(number)", verdict: verdict, reason: reason, role: role,
      status: StatusReport(
        clusterID: ClusterID(7), memberID: MemberID(UInt64(number)), revision: Self.revision,
        version: "3.5.1", dbSize: 25_300_000, dbSizeInUse: 18_100_000, leader: MemberID(1),
        raftIndex: 61_013, raftAppliedIndex: 61_013, raftTerm: 14),
      answeredAt: now - .milliseconds(400), statusRoundTrip: .microseconds(700 + 90 * number),
      lag: 0)
  }

  /// The members' answers of the last seconds.
  private mutating func passSeconds() {
    var left = Self.writes.reduce(0, +)
    for (second, count) in Self.writes.enumerated() {
      send(.tick(now - .seconds(Self.writes.count - second)))
      left -= count
      send(.cluster(snapshot(at: Self.revision - left)))
    }
  }

  private func snapshot(at revision: Revision) -> ClusterSnapshot {
    var down = member(3, .follower, .unreachable, "connection refused")
    down.answeredAt = now - .seconds(12)
    down.isStale = true
    var members = [member(1, .leader), member(2, .follower), down]
    for index in members.indices { members[index].status?.revision = revision }
    return ClusterSnapshot(
      clusterID: ClusterID(7), takenAt: now - .milliseconds(300), members: members)
  }

  private var traffic: TrafficSnapshot {
    func latency(_ number: Int, share: Double) -> EndpointLatency {
      let base = 500 + 350 * number
      let history = (0..<60).map { second -> Duration? in
        if number == 3, second >= 48 { return nil }
        return .microseconds(base + second * 7919 % 13 * base / 9 + (second % 17 == 3 ? base : 0))
      }
      return EndpointLatency(
        endpoint: Self.endpoint(number),
        connections: ConnectionRole.allCases.map {
          ConnectionReport(
            endpoint: Self.endpoint(number), role: $0,
            state: number == 3 ? .transientFailure(reason: "connection refused") : .ready,
            since: now - .seconds(number == 3 ? 12 : 4000))
        }, picks: 120, share: share, inFlight: 0, errors: number == 3 ? 2 : 0,
        p50: .microseconds(base), p90: .microseconds(base * 2), p99: .microseconds(base * 3),
        max: .microseconds(base * 4), history: history)
    }
    return TrafficSnapshot(
      takenAt: now, policy: "health-aware",
      endpoints: [latency(1, share: 0.52), latency(2, share: 0.48), latency(3, share: 0)],
      rpcPerSecond: 4.2, bytesPerSecond: 3_100, openWatches: 2)
  }

  private var timeline: [TimelineEntry] {
    let gone = TimelineSubject(member(3, .follower))
    return [
      TimelineEntry(
        number: 1, at: now - .seconds(12), member: gone,
        change: .verdict(from: .healthy, to: .unreachable, reason: "connection refused"))
    ]
  }
}
