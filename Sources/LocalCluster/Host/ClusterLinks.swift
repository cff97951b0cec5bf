import Platform

/// All links of a cluster: a proxy before every member's client port and one before every peer
/// port.
///
/// A partition needs to know who dialled a peer link, which the membership can't tell: every member
/// dials the same advertised address. So the process behind a connection's source port is looked up
/// while somebody is partitioned.
final class ClusterLinks {
  let ports: [MemberPorts]

  private let reserved: ReservedPorts
  private var clientLinks: [FaultProxy] = []
  private var peerLinks: [FaultProxy] = []
  private var clientConditions: [LinkConditions]
  private var partitioned: Set<Int> = []
  private var pids: [Int: Int32] = [:]

  init(memberCount: Int, loop: EventLoop) throws(SystemError) {
    reserved = try ReservedPorts(5 * memberCount)
    let free = reserved.numbers
    clientConditions = Array(repeating: .clear, count: memberCount)
    ports = (0..<memberCount).map { MemberPorts(free[(5 * $0)..<(5 * $0 + 5)]) }
    for ports in ports {
      clientLinks.append(try FaultProxy(on: ports.clientProxy, to: ports.client, loop: loop))
      peerLinks.append(try FaultProxy(on: ports.peerProxy, to: ports.peer, loop: loop))
    }
    for index in 0..<memberCount {
      refuse(index)
      clientLinks[index].conditions = { [unowned self] in
        let conditions = clientConditions[index]
        return { _ in conditions }
      }
      peerLinks[index].conditions = { [unowned self] in peerConditions(index) }
    }
  }

  func memberRuns(_ index: Int, pid: Int32) {
    pids[index] = pid
  }

  func memberIsGone(_ index: Int) {
    pids[index] = nil
  }

  func refuse(_ index: Int) {
    clientLinks[index].refuse()
    peerLinks[index].refuse()
  }

  func acceptPeers(_ index: Int) {
    peerLinks[index].listenAgain()
  }

  func acceptClients(_ index: Int) {
    clientLinks[index].listenAgain()
  }

  func resetClients(_ index: Int) {
    clientLinks[index].resetConnections()
  }

  func setClientLink(_ index: Int, _ conditions: LinkConditions) {
    clientConditions[index] = conditions
    clientLinks[index].apply { _ in conditions }
  }

  func setPartitioned(_ members: Set<Int>) {
    partitioned = members
    for (index, link) in peerLinks.enumerated() { link.apply(peerConditions(index)) }
  }

  private func peerConditions(_ index: Int) -> (_ sourcePort: UInt16) -> LinkConditions {
    if partitioned.contains(index) { return { _ in LinkConditions(isHeld: true) } }
    let cutOff = SocketOwners(of: partitioned.compactMap { pids[$0] })
    let port = ports[index].peerProxy
    return { LinkConditions(isHeld: cutOff.made(from: $0, to: port)) }
  }
}
