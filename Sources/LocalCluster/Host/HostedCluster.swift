import Platform

/// A cluster's processes, proxies and folder: performs what `ClusterMachine` decides.
final class HostedCluster {
  /// Where clusters keep their data; folders of that name that nobody holds are removed.
  static let folderPrefix = "etcdscope-cluster."
  private static let startDeadline: Duration = .seconds(30)
  private static let probeInterval: Duration = .milliseconds(20)
  private static let probeTimeout: Duration = .seconds(2)
  private static let stopGrace: Duration = .seconds(10)

  private let etcd: String
  private let folder: WorkFolder
  private var plan: ClusterPlan
  private let links: ClusterLinks
  private let loop: EventLoop
  private unowned let session: HostSession
  private var machine: ClusterMachine
  private var children: [Int: ChildProcess] = [:]
  private var probes: [Int: HealthProbe] = [:]
  private var probing: Set<Int> = []
  private var checks: [Int: HealthProbe] = [:]

  init(_ options: ClusterOptions, loop: EventLoop, session: HostSession) throws(ClusterError) {
    let count = options.memberCount + options.spareCount
    guard options.memberCount >= 1, options.spareCount >= 0, count <= 9 else {
      throw ClusterError("a local cluster has 1 to 9 members, not \(count)")
    }
    etcd = try EtcdBinary.locate(options.etcd)
    self.loop = loop
    self.session = session
    machine = ClusterMachine(
      memberCount: options.memberCount, spareCount: options.spareCount)
    do throws(SystemError) {
      WorkFolder.removeLeftovers(prefix: Self.folderPrefix, in: WorkFolder.temporary)
      folder = try WorkFolder.make(prefix: Self.folderPrefix, in: WorkFolder.temporary)
      try PrivateFile.append("\(folder.path)/host.log").becomeStandardError()
      links = try ClusterLinks(memberCount: count, loop: loop)
    } catch {
      throw ClusterError("the cluster can't be made: \(error)")
    }
    plan = ClusterPlan(options: options, folder: folder.path, ports: links.ports)
  }

  /// As they are now.
  var members: [LocalMember] {
    plan.ports.indices.map { index in
      var member = plan.member(index)
      member.pid = children[index]?.pid
      return member
    }
  }

  func start(id: Int) {
    loop.schedule(at: .now + Self.startDeadline) { [weak self] in self?.handle(.startIsLate) }
    handle(.start(id: id))
  }

  func inject(_ fault: Fault, into member: Int, id: Int) {
    handle(.fault(fault, member: member, id: id))
  }

  func checkHealth(of member: Int, id: Int) {
    guard plan.ports.indices.contains(member) else {
      return reply(id, ["healthy": "false"])
    }
    checks[id] = HealthProbe(
      port: plan.ports[member].metrics, timeout: Self.probeTimeout, loop: loop
    ) { [weak self] outcome in
      self?.checks[id] = nil
      self?.reply(id, ["healthy": "\(outcome == .healthy)"])
    }
  }

  /// Learns which members have ended or stopped.
  func reap() {
    for (index, child) in children {
      guard let how = child.reap() else {
        if child.isStopped { handle(.stopped(member: index)) }
        continue
      }
      children[index] = nil
      links.memberIsGone(index)
      handle(.exited(member: index, how: how))
    }
  }

  /// Kills the members, waits for their end and removes the folder.
  func tearDown() {
    for child in children.values { child.send(.kill) }
    for child in children.values { child.waitForExit() }
    children = [:]
    folder.remove()
  }

  private func handle(_ input: ClusterMachine.Input) {
    for action in machine.handle(input) { perform(action) }
  }

  private func perform(_ action: ClusterMachine.Action) {
    switch action {
    case .spawn(let index): spawn(index)
    case .renew(let index, let cluster):
      Folder.remove(plan.dataFolder(index))
      plan.joined[index] = cluster
    case .signal(let index, let signal): children[index]?.send(signal)
    case .awaitStop(let index):
      // One that was stopped before says nothing again.
      if children[index]?.isStopped == true { handle(.stopped(member: index)) }
    case .probe(let index):
      probing.insert(index)
      probe(index)
    case .stopProbing(let index):
      probing.remove(index)
      probes.removeValue(forKey: index)?.cancel()
    case .refuse(let index): links.refuse(index)
    case .acceptPeers(let index): links.acceptPeers(index)
    case .acceptClients(let index): links.acceptClients(index)
    case .resetClients(let index): links.resetClients(index)
    case .setClientLink(let index, let conditions): links.setClientLink(index, conditions)
    case .setPartitioned(let members): links.setPartitioned(members)
    case .killAfterGrace(let index, let pid):
      loop.schedule(at: .now + Self.stopGrace) { [weak self] in
        self?.handle(.graceIsOver(member: index, pid: pid))
      }
    case .reply(let id, let fields): reply(id, fields)
    case .replyFailure(let id, let message): fail(id, message)
    case .started(let id):
      for member in members {
        session.send(HostLine(id: id, verb: "member", fields: member.fields))
      }
      reply(id, ["folder": folder.path])
    case .giveUp(let id, let member, let reason):
      fail(id, [reason, member.flatMap(lastWords)].compactMap(\.self).joined(separator: ": "))
      session.end()
    case .report(let member, let how):
      session.send(
        HostLine(id: 0, verb: "exited", fields: ["member": "\(member)", "how": "\(how)"]))
    }
  }

  private func spawn(_ index: Int) {
    do throws(SystemError) {
      let log = try PrivateFile.append(logPath(index))
      let child = try ChildProcess.start(
        etcd, plan.arguments(index),
        environment: ClusterPlan.environment(from: Environment.lines), directory: folder.path,
        input: .null(), output: log, error: log, diesWithThread: true)
      children[index] = child
      links.memberRuns(index, pid: child.pid)
      handle(.spawned(member: index, pid: child.pid))
    } catch {
      handle(.spawnFailed(member: index, reason: error.description))
    }
  }

  private func probe(_ index: Int) {
    guard probing.contains(index) else { return }
    probes[index] = HealthProbe(
      port: plan.ports[index].metrics, timeout: Self.probeTimeout, loop: loop
    ) { [weak self] outcome in
      self?.handle(.probed(member: index, outcome))
      self?.loop.schedule(at: .now + Self.probeInterval) { self?.probe(index) }
    }
  }

  private func logPath(_ index: Int) -> String {
    "\(folder.path)/\(plan.member(index).name).log"
  }

  /// The last line that a member logged.
  private func lastWords(_ index: Int) -> String? {
    let log = try? TextFile.read(logPath(index))
    return log?.split(separator: "\n").last.map { String($0.prefix(500)) }
  }

  private func reply(_ id: Int, _ fields: [String: String]) {
    session.send(HostLine(id: id, verb: "ok", fields: fields))
  }

  private func fail(_ id: Int, _ message: String) {
    session.send(HostLine(id: id, verb: "error", fields: ["message": message]))
  }
}
