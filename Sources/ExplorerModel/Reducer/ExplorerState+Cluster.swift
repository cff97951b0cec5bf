import EtcdModel

extension ExplorerState {
  /// When the cluster answers again, what failed for want of it is tried again.
  mutating func show(_ snapshot: ClusterSnapshot) -> [Effect] {
    let wasReachable = isReachable
    members.snapshot = snapshot
    writes.note(snapshot.revision)
    members.reveal(height: paneSizes[.members].rows)
    refreshMemberList()
    guard isReachable, !wasReachable else { return [] }
    return changeTree { $0.retryFailed($1, &$2) } + (value.hasFailed ? loadValue() : [])
  }

  mutating func show(_ traffic: TrafficSnapshot) -> [Effect] {
    latency.traffic = traffic
    latency.reveal(height: paneSizes[.latency].rows)
    let notes = politeness
    changeList(.calls) { $0.notes = notes }
    return readCalls()
  }

  mutating func show(_ entries: [TimelineEntry]) -> [Effect] {
    members.append(entries)
    changeList(.timeline) { $0.append(entries.map(ListOverlay.Row.init)) }
    // What happens goes before what could be learned.
    let isNews = entries.contains { ![.connection, .watch].contains($0.change.category) }
    if isNews, message?.severity == .hint { message = nil }
    let broken = entries.filter { if case .ruleBroken = $0.change { true } else { false } }
    guard let newest = broken.last else { return [] }
    say("Alarm: \(newest.words)", .warning)
    return broken.map { .alert($0.words) }
  }

  mutating func faultFinished(_ command: FaultCommand, _ failure: String?) {
    let title = "\(command.action.title): \(command.name)"
    if let failure {
      say("\(title) failed: \(failure)", .error)
    } else {
      say("\(title) done.")
    }
  }
}

extension MembersPane {
  mutating func append(_ entries: [TimelineEntry]) {
    timeline += entries
    timeline.removeFirst(max(0, timeline.count - Self.timelineLimit))
  }

  mutating func move(by distance: Int, height: Int) {
    cursor.move(by: distance, count: snapshot?.members.count ?? 0, height: height)
  }

  mutating func reveal(height: Int) {
    move(by: 0, height: height)
  }
}

extension LatencyPane {
  mutating func move(by distance: Int, height: Int) {
    cursor.move(by: distance, count: traffic?.endpoints.count ?? 0, height: height)
  }

  mutating func reveal(height: Int) {
    move(by: 0, height: height)
  }
}
