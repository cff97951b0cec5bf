public import EtcdModel

/// Finds what changed from one snapshot to the next, and keeps the newest entries.
public struct TimelineMachine: Sendable {
  /// Oldest first; a full timeline holds `limit` to a quarter more.
  public private(set) var entries: [TimelineEntry] = []
  public let limit: Int
  private var count = 0
  private var leadership = LeadershipWatch()
  private var known: [MemberTrack.Key: MemberTrack] = [:]
  private var alarms: Set<Alarm> = []
  private var rules: AlarmWatch
  private var traffic = TrafficWatch()
  private var isFirst = true

  /// - Parameter rules: what the user wants to be told about.
  public init(limit: Int = 1000, rules: [AlarmRule] = []) {
    self.limit = max(limit, 1)
    self.rules = AlarmWatch(rules: rules)
  }

  /// Snapshots must come in their order.
  ///
  /// - Parameter traffic: the client's own; not needed each time.
  /// - Returns: the entries that this snapshot adds.
  @discardableResult
  public mutating func observe(
    _ snapshot: ClusterSnapshot, traffic: TrafficSnapshot? = nil
  ) -> [TimelineEntry] {
    guard snapshot.isComplete || !isFirst else { return [] }
    var changes: [(TimelineSubject?, TimelineChange)] = []
    changes += leadership.observe(snapshot)
    changes += observeMembers(snapshot)
    changes += observeAlarms(snapshot)
    if let traffic { changes += self.traffic.observe(traffic, snapshot) }
    changes += rules.observe(snapshot, traffic: traffic, changes: changes.map(\.1))
    isFirst = false
    return changes.map { record($0.1, on: $0.0, at: snapshot.takenAt) }
  }

  /// Adds what the snapshots don't show, such as a watch that resumed.
  @discardableResult
  public mutating func record(
    _ change: TimelineChange, on member: TimelineSubject?, at now: ContinuousClock.Instant
  ) -> TimelineEntry {
    count += 1
    let entry = TimelineEntry(number: count, at: now, member: member, change: change)
    entries.append(entry)
    // In blocks, so that a full timeline doesn't move all its entries for each new one.
    if entries.count > limit + limit / 4 { entries.removeFirst(entries.count - limit) }
    return entry
  }

  private mutating func observeMembers(
    _ snapshot: ClusterSnapshot
  ) -> [(TimelineSubject?, TimelineChange)] {
    var changes: [(TimelineSubject?, TimelineChange)] = []
    var seen: [MemberTrack.Key: MemberTrack] = [:]
    var replaced: Set<MemberTrack.Key> = []
    for member in snapshot.members {
      guard let key = MemberTrack.Key(member) else { continue }
      let subject = TimelineSubject(member)
      if var track = known[key] {
        changes += track.observe(member, at: snapshot.takenAt).map { (subject, $0) }
        seen[key] = track
      } else if !member.isPending {
        seen[key] = MemberTrack(member, at: snapshot.takenAt)
        if isFirst || member.id == nil { continue }
        if let former = formerMember(at: member.endpoint, in: snapshot) {
          replaced.insert(.member(former))
          changes.append((subject, .replaced(former: former)))
        } else if !wasKnown(member.endpoint) {
          changes.append((subject, .memberAdded))
        }
      }
    }
    for (key, track) in known where seen[key] == nil && !replaced.contains(key) {
      guard case .member = key else { continue }
      if snapshot.isComplete {
        changes.append((track.subject, .memberRemoved))
      } else {
        // A member that is not judged yet may turn out to be in its place.
        seen[key] = track
      }
    }
    known = seen
    return changes
  }

  private func wasKnown(_ endpoint: Endpoint?) -> Bool {
    endpoint.map { known[.endpoint($0)] != nil } ?? false
  }

  /// The member that was polled there before and is nowhere now.
  private func formerMember(at endpoint: Endpoint?, in snapshot: ClusterSnapshot) -> MemberID? {
    guard let endpoint else { return nil }
    let former = known.values.first { $0.subject.endpoint == endpoint }?.subject.id
    return former.flatMap { id in snapshot.members.contains { $0.id == id } ? nil : id }
  }

  private mutating func observeAlarms(
    _ snapshot: ClusterSnapshot
  ) -> [(TimelineSubject?, TimelineChange)] {
    func subject(_ alarm: Alarm) -> TimelineSubject {
      snapshot.members.first { $0.id == alarm.member }.map(TimelineSubject.init)
        ?? TimelineSubject(id: alarm.member, name: "", endpoint: nil)
    }
    let raised = Set(snapshot.alarms)
    let added = snapshot.alarms.filter { !alarms.contains($0) }
    let cleared = alarms.subtracting(raised).sorted { $0.member < $1.member }
    alarms = raised
    return added.map { (subject($0), .alarmRaised($0.kind)) }
      + cleared.map { (subject($0), .alarmCleared($0.kind)) }
  }
}
