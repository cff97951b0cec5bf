import EtcdAPI
import EtcdClient
import EtcdModel
import RPCCore

/// Members that answer from memory at once, so that only the client and its service cost time.
struct SimulatedMembers {
  let endpoints: [Endpoint]
  let transport = InMemoryTransport()

  init(count: Int) {
    let endpoints = (1...count).map { Endpoint(scheme: .http, host: "n\($0)", port: 2379) }
    self.endpoints = endpoints
    let list = endpoints.enumerated().map { index, endpoint in
      Member(
        id: MemberID(UInt64(index + 1)), name: endpoint.host, clientURLs: [endpoint.description])
    }
    for member in list {
      transport.serve(
        endpoints[Int(member.id.rawValue) - 1].authority,
        unary: { call, _ in
          RPCResponse(message: try Self.answer(of: member, among: list, to: call.method))
        })
    }
  }

  private static func answer(
    of member: Member, among list: [Member], to method: String
  ) throws -> [UInt8] {
    let header = ResponseHeader(
      clusterID: ClusterID(1), memberID: member.id, revision: 7, raftTerm: 2)
    switch method {
    case RPCMethod.status.path:
      return StatusResponse(
        header: header, version: "3.5.1", leader: MemberID(1), raftIndex: 9, raftTerm: 2,
        raftAppliedIndex: 9
      ).encoded()
    case RPCMethod.range.path: return RangeResponse(header: header).encoded()
    case RPCMethod.memberList.path:
      return MemberListResponse(header: header, members: list).encoded()
    case RPCMethod.alarm.path: return AlarmResponse(header: header).encoded()
    default: throw RPCError(code: .unimplemented, message: method)
    }
  }
}
