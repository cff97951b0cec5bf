import EtcdModel
import TerminalModel
import Themes

@testable import ExplorerModel
@testable import ExplorerUI

/// A state made by hand: a demo cluster in the middle of its life.
enum Fixture {
  static let now = ContinuousClock.now

  static func endpoint(_ number: Int) -> Endpoint {
    Endpoint(scheme: .http, host: "127.0.0.1", port: 2379 + 10 * number)
  }

  /// Nothing is known yet.
  static func fresh(_ size: Size) -> ExplorerState {
    var state = ExplorerState(
      options: ExplorerOptions(
        endpoints: [endpoint(0)], demoMembers: ["etcd-1", "etcd-2", "etcd-3"]), now: now)
    state.size = size
    state.wallClock = WallClock(
      instant: now, millisecondsOfDay: ((12 * 60 + 41) * 60 + 7) * 1000 + 221)
    return state
  }

  static func cluster(_ size: Size, focus: Pane = .keys) -> ExplorerState {
    var state = fresh(size)
    state.focus = focus
    state.themes = ["terminal", "harbour-dark", "harbour-light", "mono"]
    state.members.snapshot = snapshot
    state.latency.traffic = traffic
    state.value = value
    state.watches = watches
    state.members.timeline = timeline
    return state
  }

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

  static var value: ValuePane {
    var pane = ValuePane()
    pane.key = Key("/registry/configmaps/kube-system/coredns")
    pane.phase = .loaded
    pane.keyValue = KeyValue(
      key: Key("/registry/configmaps/kube-system/coredns"),
      value: Array(repeating: 65, count: 1102),
      createRevision: 9121, modRevision: 1_482_710, version: 7, lease: LeaseID(0x694d_7a91))
    pane.readRevision = 1_482_900
    pane.loadedAt = now - .seconds(3)
    pane.document = ValueDocument(
      format: .json, contents: "Kubernetes v1 ConfigMap", lines: json, size: 1102, shownSize: 1102)
    return pane
  }

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

  static var watches: WatchesPane {
    var pane = WatchesPane()
    func entry(_ number: Int, _ target: String, _ phase: WatchEntry.Phase, events: Int)
      -> WatchEntry
    {
      var entry = WatchEntry(
        id: WatchID(number), number: number, target: Array(target.utf8), isPrefix: true)
      entry.phase = phase
      entry.revision = 1_482_913
      entry.events = events
      entry.rate.perSecond = (0..<60).map { $0 * (number + 6) % 11 / 3 }
      return entry
    }
    pane.entries = [
      entry(1, "/app/", .live(endpoint(2)), events: 1312),
      entry(2, "/registry/leases/", .disconnected(reason: "connection refused"), events: 48),
    ]
    func event(
      _ key: String, _ revision: Revision, watch: Int, create: Bool = false,
      delete: Bool = false, size: Int = 120
    ) -> WatchRow {
      let pair = KeyValue(
        key: Key(key), value: Array("{\"holder\": \"node-17\", \"renew\": 12}".utf8),
        createRevision: create ? revision : 1, modRevision: revision, version: 3)
      var watched = WatchedEvent(Event(kind: delete ? .delete : .put, keyValue: pair))
      watched.valueSize = size
      return WatchRow(
        at: now - .milliseconds(Int(1_482_913 - revision) * 310), watch: WatchID(watch),
        number: watch, content: .event(watched))
    }
    func note(_ content: WatchRow.Content, watch: Int) -> WatchRow {
      WatchRow(at: now - .seconds(8), watch: WatchID(watch), number: watch, content: content)
    }
    for row in [
      note(.started(revision: 1_482_880, endpoint: endpoint(3)), watch: 2),
      note(.gap(lost: 1_482_881...1_482_890), watch: 2),
      note(.overflow(lost: 1234), watch: 1),
      note(.disconnected(reason: "stream closed", endpoint: endpoint(3)), watch: 1),
      note(.resumed(from: 1_482_909, endpoint: endpoint(2)), watch: 1),
      event("/app/locks/deploy", 1_482_910, watch: 1, delete: true),
      event("/app/config/web", 1_482_911, watch: 1, create: true, size: 12_400),
      event("/registry/leases/kube-node/n-17", 1_482_912, watch: 2),
      event("/app/feature-flags", 1_482_913, watch: 1, size: 1_048_576),
    ] {
      pane.rows.append(row)
    }
    return pane
  }

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
