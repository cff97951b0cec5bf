import EtcdModel
import ExplorerModel
import TerminalModel

/// A demo cluster in the middle of its life, told to the reducer event by event.
enum Fixture {
  static let now = ContinuousClock.now

  static func endpoint(_ number: Int) -> Endpoint {
    Endpoint(scheme: .http, host: "127.0.0.1", port: 2379 + 10 * number)
  }

  /// Nothing is known yet.
  static func fresh(_ size: Size, at start: ContinuousClock.Instant = now) -> ExplorerState {
    var state = ExplorerState(
      options: ExplorerOptions(
        endpoints: [endpoint(0)], demoMembers: ["etcd-1", "etcd-2", "etcd-3"]), now: start)
    let clock = WallClock(
      instant: now, millisecondsOfDay: ((12 * 60 + 41) * 60 + 7) * 1000 + 221)
    for event in [
      ExplorerEvent.wallClock(clock), .resized(size),
      .themes(["terminal", "harbour-dark", "harbour-light", "mono"]),
    ] {
      _ = reduce(&state, event)
    }
    return state
  }

  /// Everything has something to show.
  static func cluster(_ size: Size, focus: Pane = .keys) -> ExplorerState {
    var server = FakeServer(lively)
    server.send(.resized(size))
    server.press(Unicode.Scalar(UInt8(0x30 + focus.rawValue)))
    return server.state
  }

  private static let lively: ExplorerState = {
    var server = FakeServer(
      fresh(Size(columns: 120, rows: 40), at: now - .seconds(70)))
    server.send(.started)
    server.send(.cluster(snapshot))
    server.send(.traffic(traffic))
    server.send(.timeline(timeline))
    server.press("jlljlllj\r")
    server.watch("/app/", Array(updates.prefix(5)))
    server.watch(
      "/registry/leases/",
      [.disconnected(reason: "connection refused", endpoint: endpoint(3))])
    server.send(.tick(now - .seconds(3)))
    server.press("3r")
    server.deliver(Array(updates.dropFirst(5)), toWatch: 0)
    server.send(.tick(now))
    return server.state
  }()

  static let updates: [WatchUpdate] = {
    func event(
      _ key: String, _ revision: Revision, create: Bool = false, delete: Bool = false,
      size: Int = 120
    ) -> WatchUpdate {
      var value = Array("{\"holder\": \"node-17\", \"renew\": 12}".utf8)
      value += Array(repeating: 0x20, count: max(0, size - value.count))
      let pair = KeyValue(
        key: Key(key), value: delete ? [] : value, createRevision: create ? revision : 1,
        modRevision: revision, version: 3)
      return .events([Event(kind: delete ? .delete : .put, keyValue: pair)], revision: revision)
    }
    return [
      .started(revision: 1_482_880, endpoint: endpoint(3)),
      .gap(lost: 1_482_881...1_482_890),
      .overflow(lost: 1234),
      .disconnected(reason: "stream closed", endpoint: endpoint(3)),
      .resumed(from: 1_482_909, endpoint: endpoint(2)),
      event("/app/locks/deploy", 1_482_910, delete: true),
      event("/app/config/web", 1_482_911, create: true, size: 12_400),
      event("/app/leases/kube-node/n-17", 1_482_912),
      event("/app/feature-flags", 1_482_913, size: 1_048_576),
    ]
  }()

  static func member(
    _ number: Int, role: MemberRole, verdict: Verdict = .healthy, reason: String = ""
  ) -> MemberSnapshot {
    MemberSnapshot(
      endpoint: endpoint(number), id: MemberID(0x8e9e_05c5_2164_694d + UInt64(number)),
      name: "etcd-\(number)", verdict: verdict, reason: reason, role: role,
      status: StatusReport(
        clusterID: ClusterID(7), memberID: MemberID(UInt64(number)), revision: 1_482_913,
        version: "3.4.23", dbSize: 25_300_000, dbSizeInUse: 18_100_000, leader: MemberID(2),
        raftIndex: 1_500_213, raftAppliedIndex: 1_500_213, raftTerm: 14),
      answeredAt: now - .milliseconds(400), statusRoundTrip: .microseconds(840), lag: 0)
  }

  static var snapshot: ClusterSnapshot {
    var down = member(3, role: .follower, verdict: .unreachable, reason: "connection refused")
    down.answeredAt = now - .seconds(42)
    down.isStale = true
    down.nextPoll = now + .milliseconds(1500)
    return ClusterSnapshot(
      clusterID: ClusterID(7), takenAt: now - .milliseconds(300),
      members: [member(1, role: .follower), member(2, role: .leader), down])
  }

  static var traffic: TrafficSnapshot {
    func history(_ base: Int, spike: Int) -> [Duration?] {
      (0..<60).map { second in
        second < 4
          ? nil
          : .microseconds(base + (second * 7919 % 13) * base / 9 + (second % 17 == 3 ? spike : 0))
      }
    }
    func latency(_ number: Int, base: Int, spike: Int, share: Double) -> EndpointLatency {
      EndpointLatency(
        endpoint: endpoint(number),
        connections: ConnectionRole.allCases.map {
          ConnectionReport(
            endpoint: endpoint(number), role: $0, state: .ready, since: now - .seconds(250))
        }, picks: 120, share: share, inFlight: 0, errors: number == 3 ? 2 : 0,
        p50: .microseconds(base), p90: .microseconds(base * 2),
        p99: .microseconds(base * 3 + spike),
        max: .microseconds(base * 4 + spike), history: history(base, spike: spike))
    }
    var down = latency(3, base: 3800, spike: 30000, share: 0)
    down.connections[0].state = .transientFailure(reason: "connection refused")
    down.connections[0].nextAttempt = now + .seconds(2)
    return TrafficSnapshot(
      takenAt: now, policy: "health-aware",
      endpoints: [
        latency(1, base: 900, spike: 1200, share: 0.52),
        latency(2, base: 600, spike: 0, share: 0.48), down,
      ], rpcPerSecond: 4.8, bytesPerSecond: 12_300, openWatches: 2)
  }

  static let treeRows: [TreeRow] = [
    row(.branch(isExpanded: true, count: .exact(18_432)), 0, "/registry/"),
    row(.branch(isExpanded: false, count: .exact(31)), 1, "apiregistration.k8s.io/"),
    row(.branch(isExpanded: true, count: .exact(1204)), 1, "configmaps/"),
    row(.branch(isExpanded: true, count: .exact(12)), 2, "kube-system/"),
    TreeRow(content: .key, depth: 3, name: Array("coredns".utf8), isSelected: true, isOpen: true),
    TreeRow(
      content: .key, depth: 3, name: Array("kube-proxy".utf8), changedAt: now - .seconds(2)),
    row(.key, 3, "kubeadm-config"),
    row(.branch(isExpanded: false, count: .estimated(9400)), 1, "events/"),
    row(.branch(isExpanded: false, count: .exact(410)), 1, "leases/"),
    row(.branch(isExpanded: true, count: nil), 1, "secrets/"),
    row(.noAccess, 2, ""),
    row(.branch(isExpanded: true, count: nil), 1, "services/"),
    row(.loading(since: now - .seconds(3)), 2, ""),
    row(.branch(isExpanded: true, count: .exact(912)), 0, "app/"),
    TreeRow(content: .key, depth: 1, name: [0x66, 0xFF, 0x1B, 0x5B, 0x33, 0x31, 0x6D]),
    row(.key, 1, "größe-配置"),
    row(.more, 1, ""),
  ]

  static func row(_ content: TreeRow.Content, _ depth: Int, _ name: String) -> TreeRow {
    TreeRow(content: content, depth: depth, name: Array(name.utf8))
  }

  static let document = ValueDocument(
    format: .json, contents: "Kubernetes v1 ConfigMap", lines: json, size: 1102, shownSize: 1102)

  static let json: [ValueLine] = {
    func field(_ key: String, _ value: ValueSpan, _ depth: Int, last: Bool = false) -> ValueLine {
      ValueLine([
        ValueSpan(String(repeating: "  ", count: depth)), ValueSpan("\"\(key)\"", .key),
        ValueSpan(": ", .punctuation), value, ValueSpan(last ? "" : ",", .punctuation),
      ])
    }
    var lines = [
      ValueLine([ValueSpan("{", .punctuation)]),
      field("apiVersion", ValueSpan("\"v1\"", .string), 1),
      field("kind", ValueSpan("\"ConfigMap\"", .string), 1),
      field("metadata", ValueSpan("{", .punctuation), 1, last: true),
      field("name", ValueSpan("\"coredns\"", .string), 2),
      field("namespace", ValueSpan("\"kube-system\"", .string), 2),
      field("generation", ValueSpan("12", .number), 2),
      field("immutable", ValueSpan("true", .bool), 2),
      field("ownerReferences", ValueSpan("null", .null), 2, last: true),
      ValueLine([ValueSpan("  },", .punctuation)]),
    ]
    for index in 1...40 {
      lines.append(field("server-\(index)", ValueSpan("\"10.0.0.\(index)\"", .string), 1))
    }
    lines.append(ValueLine([ValueSpan("}", .punctuation)]))
    return lines
  }()

  static var timeline: [TimelineEntry] {
    let one = TimelineSubject(member(1, role: .follower))
    let two = TimelineSubject(member(2, role: .leader))
    let three = TimelineSubject(member(3, role: .follower))
    return [
      TimelineEntry(
        number: 1, at: now - .seconds(95), member: nil,
        change: .leaderMoved(from: one, to: two, term: 14)),
      TimelineEntry(
        number: 2, at: now - .seconds(42), member: three,
        change: .verdict(from: .healthy, to: .unreachable, reason: "connection refused")),
    ]
  }
}
