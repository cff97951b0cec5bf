import EtcdAPI
import EtcdClient
import EtcdModel
import RPCCore
import Synchronization

/// Members that answer from memory; the first one leads.
final class InMemoryMembers: Sendable {
  struct Hashing {
    /// Compact revisions that a member's answers to HashKV tell, one after the other, the last for
    /// good.
    var compactRevisions: [MemberID: [Revision]] = [:]
    var running = 0
    var mostAtOnce = 0
    /// In the order of their coming.
    var asked: [MemberID] = []
  }

  let endpoints: [Endpoint]
  let transport = InMemoryTransport()
  let client: EtcdClient
  let hashing = Mutex(Hashing())
  /// None answers any more.
  let areHung = Mutex(false)

  init(count: Int) {
    let endpoints = (1...count).map { Endpoint(scheme: .http, host: "n\($0)", port: 2379) }
    self.endpoints = endpoints
    client = EtcdClient(
      configuration: ClientConfiguration(endpoints: endpoints), transport: transport)
    let members = endpoints.enumerated().map { index, endpoint in
      Member(
        id: MemberID(UInt64(index + 1)), name: endpoint.host, clientURLs: [endpoint.description])
    }
    for (member, endpoint) in zip(members, endpoints) {
      transport.serve(
        endpoint.authority,
        unary: { [weak self] call, _ in
          guard let self else { throw RPCError(code: .unavailable, message: "gone") }
          while areHung.withLock(\.self) { try await Task.sleep(for: .seconds(3600)) }
          return RPCResponse(message: try await answer(of: member, among: members, to: call.method))
        })
    }
  }

  func calls(_ method: String) -> Int {
    endpoints.reduce(0) { sum, endpoint in
      sum + transport.activity(of: endpoint.authority).unaryCalls.count { $0.method == method }
    }
  }

  private func answer(
    of member: Member, among members: [Member], to method: String
  ) async throws -> [UInt8] {
    let header = ResponseHeader(
      clusterID: ClusterID(0xC1), memberID: member.id, revision: 7, raftTerm: 2)
    switch method {
    case RPCMethod.status.path:
      return StatusResponse(
        header: header, version: "3.5.1", leader: MemberID(1), raftIndex: 9, raftTerm: 2,
        raftAppliedIndex: 9
      ).encoded()
    case RPCMethod.range.path: return RangeResponse(header: header).encoded()
    case RPCMethod.memberList.path:
      return MemberListResponse(header: header, members: members).encoded()
    case RPCMethod.alarm.path: return AlarmResponse(header: header).encoded()
    case RPCMethod.hashKV.path:
      hashing.withLock { hashing in
        hashing.asked.append(member.id)
        hashing.running += 1
        hashing.mostAtOnce = max(hashing.mostAtOnce, hashing.running)
      }
      for _ in 0..<100 { await Task.yield() }
      let revision = hashing.withLock { hashing -> Revision in
        hashing.running -= 1
        let told = hashing.compactRevisions[member.id] ?? []
        if told.count > 1 { hashing.compactRevisions[member.id]?.removeFirst() }
        return told.first ?? 3
      }
      return HashKVResponse(
        header: header, hash: UInt32(revision), compactRevision: revision
      ).encoded()
    default: throw RPCError(code: .unimplemented, message: method)
    }
  }
}
