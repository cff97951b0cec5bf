import Platform
import Testing

@testable import LocalCluster

@Suite("Decisions of a cluster's host")
struct ClusterMachineTests {
  @Test("a start is answered once every member is healthy")
  func start() {
    var machine = ClusterMachine(memberCount: 2)
    #expect(machine.handle(.start(id: 1)) == [.spawn(0), .probe(0), .spawn(1), .probe(1)])
    #expect(machine.handle(.spawned(member: 0, pid: 10)) == [.acceptPeers(0)])
    #expect(machine.handle(.spawned(member: 1, pid: 11)) == [.acceptPeers(1)])
    #expect(machine.handle(.probed(member: 0, .unreachable)) == [])
    #expect(machine.handle(.probed(member: 0, .unhealthy)) == [.acceptClients(0)])
    #expect(machine.handle(.probed(member: 0, .healthy)) == [.stopProbing(0)])
    #expect(
      machine.handle(.probed(member: 1, .healthy))
        == [.acceptClients(1), .stopProbing(1), .started(1)])
    #expect(machine.handle(.startIsLate) == [])
  }

  @Test("a member that ends during the start, or is late, ends the start")
  func failedStart() {
    var machine = ClusterMachine(memberCount: 1)
    _ = machine.handle(.start(id: 1))
    _ = machine.handle(.spawned(member: 0, pid: 10))
    #expect(
      machine.handle(.startIsLate)
        == [.giveUp(id: 1, member: 0, "the cluster was not ready in time")])
    #expect(
      machine.handle(.exited(member: 0, how: .status(1)))
        == [.giveUp(id: 1, member: 0, "member m1 ended with exit status 1")])
  }

  @Test("a spare member is no part of the start, and joins without data")
  func join() {
    var machine = ClusterMachine(memberCount: 1, spareCount: 1)
    #expect(machine.handle(.start(id: 1)) == [.spawn(0), .probe(0)])
    _ = machine.handle(.spawned(member: 0, pid: 10))
    #expect(
      machine.handle(.probed(member: 0, .healthy))
        == [.acceptClients(0), .stopProbing(0), .started(1)])
    #expect(
      machine.handle(.fault(.join(cluster: [0, 1]), member: 1, id: 2))
        == [.renew(1, cluster: [0, 1]), .spawn(1), .probe(1)])
    #expect(
      machine.handle(.spawned(member: 1, pid: 11))
        == [.acceptPeers(1), .reply(2, fields: ["pid": "11"])])
    #expect(
      machine.handle(.fault(.join(cluster: [0, 1]), member: 1, id: 3))
        == [.replyFailure(3, "member 1 runs; kill it first")])
  }

  @Test("a kill is answered when the process is gone, and its links refuse at once")
  func kill() {
    var machine = running()
    #expect(machine.handle(.fault(.kill, member: 0, id: 2)) == [.signal(0, .kill)])
    #expect(
      machine.handle(.exited(member: 0, how: .signal(9)))
        == [
          .refuse(0), .stopProbing(0), .report(member: 0, how: .signal(9)), .reply(2, fields: [:]),
        ])
    #expect(machine.handle(.fault(.kill, member: 0, id: 3)) == [.reply(3, fields: [:])])
  }

  @Test("a stop becomes a kill after its grace, but never that of a later process")
  func stop() {
    var machine = running()
    #expect(
      machine.handle(.fault(.stop, member: 0, id: 2))
        == [.signal(0, .terminate), .killAfterGrace(0, pid: 10)])
    #expect(machine.handle(.graceIsOver(member: 0, pid: 10)) == [.signal(0, .kill)])
    _ = machine.handle(.exited(member: 0, how: .signal(9)))
    _ = machine.handle(.fault(.restart, member: 0, id: 3))
    _ = machine.handle(.spawned(member: 0, pid: 20))
    #expect(machine.handle(.graceIsOver(member: 0, pid: 10)) == [])
  }

  @Test("a paused member is woken for its stop")
  func stopWhilePaused() {
    var machine = running()
    #expect(
      machine.handle(.fault(.pause, member: 0, id: 2))
        == [.signal(0, .stop), .awaitStop(0)])
    #expect(machine.handle(.stopped(member: 0)) == [.reply(2, fields: [:])])
    #expect(machine.handle(.stopped(member: 0)) == [])
    #expect(
      machine.handle(.fault(.stop, member: 0, id: 3))
        == [.signal(0, .terminate), .signal(0, .continue), .killAfterGrace(0, pid: 10)])
  }

  @Test("who waits for a pause is answered, too, when the member ends or goes on")
  func pauseInVain() {
    var machine = running()
    _ = machine.handle(.fault(.pause, member: 0, id: 2))
    #expect(machine.handle(.exited(member: 0, how: .signal(9))).last == .reply(2, fields: [:]))
    _ = machine.handle(.fault(.pause, member: 1, id: 3))
    #expect(
      machine.handle(.fault(.resume, member: 1, id: 4))
        == [.signal(1, .continue), .reply(3, fields: [:]), .reply(4, fields: [:])])
  }

  @Test("a restart of a running member stops it first and answers with the new process")
  func restart() {
    var machine = running()
    #expect(
      machine.handle(.fault(.restart, member: 0, id: 2))
        == [.signal(0, .terminate), .killAfterGrace(0, pid: 10)])
    #expect(
      machine.handle(.exited(member: 0, how: .signal(15))).suffix(2) == [.spawn(0), .probe(0)])
    #expect(
      machine.handle(.spawned(member: 0, pid: 20))
        == [.acceptPeers(0), .reply(2, fields: ["pid": "20"])])
    #expect(
      machine.handle(.probed(member: 0, .unhealthy)) == [.acceptClients(0), .stopProbing(0)])
  }

  @Test("a restart that can't start the program says why")
  func failedRestart() {
    var machine = running()
    _ = machine.handle(.exited(member: 0, how: .signal(9)))
    #expect(machine.handle(.fault(.restart, member: 0, id: 2)) == [.spawn(0), .probe(0)])
    #expect(
      machine.handle(.spawnFailed(member: 0, reason: "no memory"))
        == [.replyFailure(2, "no memory")])
  }

  @Test("faults of the client link add up, outlive a restart, and heal ends them all")
  func links() {
    var machine = running()
    let delayed = LinkConditions(isHeld: false, delay: .milliseconds(100))
    let both = LinkConditions(isHeld: true, delay: .milliseconds(100))
    #expect(
      machine.handle(.fault(.delay(milliseconds: 200), member: 0, id: 2)).first
        == .setClientLink(0, delayed))
    _ = machine.handle(.exited(member: 0, how: .signal(9)))
    #expect(machine.handle(.fault(.blackhole, member: 0, id: 3)).first == .setClientLink(0, both))
    #expect(machine.handle(.fault(.partition, member: 1, id: 4)).first == .setPartitioned([1]))
    #expect(machine.handle(.fault(.partition, member: 0, id: 5)).first == .setPartitioned([0, 1]))
    #expect(
      machine.handle(.fault(.heal, member: 0, id: 6))
        == [.setClientLink(0, .clear), .setPartitioned([1]), .reply(6, fields: [:])])
  }

  @Test("what can't be done is answered with why")
  func refusals() {
    var machine = running()
    #expect(
      machine.handle(.fault(.kill, member: 2, id: 2))
        == [.replyFailure(2, "there is no member 2; they are 0 to 1")])
    _ = machine.handle(.exited(member: 0, how: .signal(9)))
    #expect(
      machine.handle(.fault(.pause, member: 0, id: 3))
        == [.replyFailure(3, "member 0 is down; restart it first")])
  }

  private func running() -> ClusterMachine {
    var machine = ClusterMachine(memberCount: 2)
    _ = machine.handle(.start(id: 1))
    for index in 0..<2 {
      _ = machine.handle(.spawned(member: index, pid: 10 + Int32(index)))
      _ = machine.handle(.probed(member: index, .healthy))
    }
    return machine
  }
}
