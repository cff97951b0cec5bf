import Platform

/// What the host does about commands and about what happens to the members. Pure: it neither
/// starts a process nor knows a port.
struct ClusterMachine {
  enum Input: Hashable, Sendable {
    case start(id: Int)
    case fault(Fault, member: Int, id: Int)
    case spawned(member: Int, pid: Int32)
    case spawnFailed(member: Int, reason: String)
    case stopped(member: Int)
    case exited(member: Int, how: ChildProcess.Exit)
    case probed(member: Int, HealthProbe.Outcome)
    case startIsLate
    case graceIsOver(member: Int, pid: Int32)
  }

  enum Action: Hashable, Sendable {
    case spawn(Int)
    /// Removes the member's data, and has it started as one that joins these, itself among them.
    case renew(Int, cluster: [Int])
    case signal(Int, Signal)
    /// Tells when the last thread of the process has stopped.
    case awaitStop(Int)
    /// Probes the member's health until told otherwise.
    case probe(Int)
    case stopProbing(Int)
    /// Refuses connections from clients and peers.
    case refuse(Int)
    case acceptPeers(Int)
    case acceptClients(Int)
    case resetClients(Int)
    case setClientLink(Int, LinkConditions)
    case setPartitioned(Set<Int>)
    case killAfterGrace(Int, pid: Int32)
    case reply(Int, fields: [String: String])
    case replyFailure(Int, String)
    /// All members are healthy: the reply to the start.
    case started(Int)
    /// The cluster didn't come up: report that with what the member logged last, and end.
    case giveUp(id: Int, member: Int?, String)
    case report(member: Int, how: ChildProcess.Exit)
  }

  private struct Member {
    var pid: Int32?
    var isPaused = false
    var isHealthy = false
    var acceptsClients = false
    var waitingForStop: [Int] = []
    var waitingForExit: [Int] = []
    var waitingForRestart: [Int] = []
    var link = LinkConditions.clear
  }

  private var members: [Member]
  private var partitioned: Set<Int> = []
  private var startID: Int?
  /// Those that the cluster begins with; the rest are spare.
  private let initialCount: Int

  init(memberCount: Int, spareCount: Int = 0) {
    initialCount = memberCount
    members = Array(repeating: Member(), count: memberCount + spareCount)
  }

  mutating func handle(_ input: Input) -> [Action] {
    switch input {
    case .start(let id):
      startID = id
      return (0..<initialCount).flatMap { [.spawn($0), .probe($0)] }
    case .fault(let fault, let member, let id):
      guard members.indices.contains(member) else {
        return [
          .replyFailure(id, "there is no member \(member); they are 0 to \(members.count - 1)")
        ]
      }
      return inject(fault, into: member, id: id)
    case .spawned(let member, let pid):
      members[member].pid = pid
      return [.acceptPeers(member)]
        + takeRestarts(member).map { .reply($0, fields: ["pid": "\(pid)"]) }
    case .spawnFailed(let member, let reason):
      if let id = startID { return [.giveUp(id: id, member: nil, reason)] }
      return takeRestarts(member).map { .replyFailure($0, reason) }
    case .stopped(let member): return takeStops(member)
    case .exited(let member, let how): return exited(member, how)
    case .probed(let member, let outcome): return probed(member, outcome)
    case .startIsLate:
      guard let id = startID else { return [] }
      let silent = members.prefix(initialCount).firstIndex { !$0.isHealthy }
      return [.giveUp(id: id, member: silent, "the cluster was not ready in time")]
    case .graceIsOver(let member, let pid):
      return members[member].pid == pid ? [.signal(member, .kill)] : []
    }
  }

  private mutating func inject(_ fault: Fault, into index: Int, id: Int) -> [Action] {
    switch fault {
    case .kill: return end(index, with: .kill, id: id)
    case .stop: return end(index, with: .terminate, id: id)
    case .restart:
      members[index].waitingForRestart.append(id)
      guard let pid = members[index].pid else { return [.spawn(index), .probe(index)] }
      return terminate(index, pid)
    case .join(let cluster): return join(index, cluster, id: id)
    case .pause, .resume:
      guard members[index].pid != nil else {
        return [.replyFailure(id, "member \(index) is down; restart it first")]
      }
      members[index].isPaused = fault == .pause
      members[index].waitingForStop.append(id)
      return fault == .pause
        ? [.signal(index, .stop), .awaitStop(index)]
        : [.signal(index, .continue)] + takeStops(index)
    case .partition: return setPartitioned(partitioned.union([index]), id)
    case .heal:
      return setLink(index, .clear) + setPartitioned(partitioned.subtracting([index]), id)
    case .delay(let milliseconds):
      var link = members[index].link
      link.delay = .milliseconds(milliseconds) / 2
      return setLink(index, link) + [.reply(id, fields: [:])]
    case .blackhole:
      var link = members[index].link
      link.isHeld = true
      return setLink(index, link) + [.reply(id, fields: [:])]
    case .resetConnections: return [.resetClients(index), .reply(id, fields: [:])]
    }
  }

  private mutating func join(_ index: Int, _ cluster: [Int], id: Int) -> [Action] {
    guard members[index].pid == nil else {
      return [.replyFailure(id, "member \(index) runs; kill it first")]
    }
    guard cluster.contains(index), cluster.allSatisfy(members.indices.contains) else {
      return [
        .replyFailure(id, "the cluster to join must hold member \(index) and known ones only")
      ]
    }
    members[index].waitingForRestart.append(id)
    return [.renew(index, cluster: cluster), .spawn(index), .probe(index)]
  }

  private mutating func end(_ index: Int, with signal: Signal, id: Int) -> [Action] {
    guard let pid = members[index].pid else { return [.reply(id, fields: [:])] }
    members[index].waitingForExit.append(id)
    guard signal == .kill else { return terminate(index, pid) }
    return [.signal(index, .kill)]
  }

  private mutating func terminate(_ index: Int, _ pid: Int32) -> [Action] {
    let wake: [Action] = members[index].isPaused ? [.signal(index, .continue)] : []
    return [.signal(index, .terminate)] + wake + [.killAfterGrace(index, pid: pid)]
  }

  private mutating func exited(_ index: Int, _ how: ChildProcess.Exit) -> [Action] {
    let before = members[index]
    members[index] = Member(waitingForRestart: before.waitingForRestart, link: before.link)
    if let id = startID {
      return [.giveUp(id: id, member: index, "member m\(index + 1) ended with \(how)")]
    }
    var actions: [Action] = [
      .refuse(index), .stopProbing(index), .report(member: index, how: how),
    ]
    actions += (before.waitingForStop + before.waitingForExit).map { .reply($0, fields: [:]) }
    if !before.waitingForRestart.isEmpty { actions += [.spawn(index), .probe(index)] }
    return actions
  }

  private mutating func probed(_ index: Int, _ outcome: HealthProbe.Outcome) -> [Action] {
    guard members[index].pid != nil, outcome != .unreachable else { return [] }
    var actions: [Action] = []
    if !members[index].acceptsClients {
      members[index].acceptsClients = true
      actions.append(.acceptClients(index))
    }
    members[index].isHealthy = outcome == .healthy
    guard let id = startID else { return actions + [.stopProbing(index)] }
    if outcome == .healthy { actions.append(.stopProbing(index)) }
    if members.prefix(initialCount).allSatisfy(\.isHealthy) {
      startID = nil
      actions.append(.started(id))
    }
    return actions
  }

  private mutating func takeRestarts(_ index: Int) -> [Int] {
    defer { members[index].waitingForRestart = [] }
    return members[index].waitingForRestart
  }

  private mutating func takeStops(_ index: Int) -> [Action] {
    defer { members[index].waitingForStop = [] }
    return members[index].waitingForStop.map { .reply($0, fields: [:]) }
  }

  private mutating func setPartitioned(_ new: Set<Int>, _ id: Int) -> [Action] {
    partitioned = new
    return [.setPartitioned(new), .reply(id, fields: [:])]
  }

  private mutating func setLink(_ index: Int, _ link: LinkConditions) -> [Action] {
    members[index].link = link
    return [.setClientLink(index, link)]
  }
}
