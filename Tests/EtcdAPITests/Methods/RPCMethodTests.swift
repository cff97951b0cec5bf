import EtcdAPI
import EtcdModel
import Testing

@Suite("RPC methods")
struct RPCMethodTests {
  @Test("What may be sent again is what etcd's own client sends again")
  func repeatable() {
    #expect(RPCMethod.range.isRepeatable)
    #expect(RPCMethod.leaseGrant.isRepeatable)
    #expect(RPCMethod.leaseRevoke.isRepeatable)
    #expect(RPCMethod.leaseTimeToLive.isRepeatable)
    #expect(RPCMethod.leaseLeases.isRepeatable)
    #expect(RPCMethod.leaseKeepAlive.isRepeatable)
    #expect(RPCMethod.memberList.isRepeatable)
    #expect(RPCMethod.alarm.isRepeatable)
    #expect(RPCMethod.status.isRepeatable)
    #expect(RPCMethod.hash.isRepeatable)
    #expect(RPCMethod.hashKV.isRepeatable)
    #expect(RPCMethod.snapshot.isRepeatable)
    #expect(RPCMethod.moveLeader.isRepeatable)
    #expect(RPCMethod.userGet.isRepeatable)
    #expect(RPCMethod.userList.isRepeatable)
    #expect(RPCMethod.roleGet.isRepeatable)
    #expect(RPCMethod.roleList.isRepeatable)
  }

  @Test("Mutations, streams of events and what waits for others are never sent again")
  func notRepeatable() {
    #expect(!RPCMethod.put.isRepeatable)
    #expect(!RPCMethod.deleteRange.isRepeatable)
    #expect(!RPCMethod.txn.isRepeatable)
    #expect(!RPCMethod.compact.isRepeatable)
    #expect(!RPCMethod.rangeStream.isRepeatable)
    #expect(!RPCMethod.watch.isRepeatable)
    #expect(!RPCMethod.memberAdd.isRepeatable)
    #expect(!RPCMethod.memberRemove.isRepeatable)
    #expect(!RPCMethod.memberUpdate.isRepeatable)
    #expect(!RPCMethod.memberPromote.isRepeatable)
    #expect(!RPCMethod.defragment.isRepeatable)
    #expect(!RPCMethod.downgrade.isRepeatable)
    #expect(!RPCMethod.authEnable.isRepeatable)
    #expect(!RPCMethod.authDisable.isRepeatable)
    #expect(!RPCMethod.authStatus.isRepeatable)
    #expect(!RPCMethod.authenticate.isRepeatable)
    #expect(!RPCMethod.userAdd.isRepeatable)
    #expect(!RPCMethod.userDelete.isRepeatable)
    #expect(!RPCMethod.userChangePassword.isRepeatable)
    #expect(!RPCMethod.userGrantRole.isRepeatable)
    #expect(!RPCMethod.userRevokeRole.isRepeatable)
    #expect(!RPCMethod.roleAdd.isRepeatable)
    #expect(!RPCMethod.roleDelete.isRepeatable)
    #expect(!RPCMethod.roleGrantPermission.isRepeatable)
    #expect(!RPCMethod.roleRevokePermission.isRepeatable)
    #expect(!RPCMethod.lock.isRepeatable)
    #expect(!RPCMethod.campaign.isRepeatable)
  }

  @Test("Paths and shapes are gRPC's")
  func paths() {
    #expect(RPCMethod.range.path == "/etcdserverpb.KV/Range")
    #expect(RPCMethod.watch.path == "/etcdserverpb.Watch/Watch")
    #expect(RPCMethod.watch.shape == .bidirectional)
    #expect(RPCMethod.leaseKeepAlive.path == "/etcdserverpb.Lease/LeaseKeepAlive")
    #expect(RPCMethod.leaseKeepAlive.shape == .bidirectional)
    #expect(RPCMethod.snapshot.path == "/etcdserverpb.Maintenance/Snapshot")
    #expect(RPCMethod.snapshot.shape == .serverStream)
    #expect(RPCMethod.rangeStream.shape == .serverStream)
    #expect(RPCMethod.observe.shape == .serverStream)
    #expect(RPCMethod.memberList.path == "/etcdserverpb.Cluster/MemberList")
    #expect(RPCMethod.userGrantRole.path == "/etcdserverpb.Auth/UserGrantRole")
    #expect(RPCMethod.lock.path == "/v3lockpb.Lock/Lock")
    #expect(RPCMethod.leader.path == "/v3electionpb.Election/Leader")
    #expect(RPCMethod.healthCheck.path == "/grpc.health.v1.Health/Check")
    #expect(RPCMethod.status.shape == .unary)
  }

  @Test("A call counts as a read or a write by its request")
  func kinds() {
    let key = KeyRange.single(Key("k"))
    #expect(RPCMethod.range.kind(of: RangeRequest(range: key)) == .linearizableRead)
    #expect(
      RPCMethod.range.kind(of: RangeRequest(range: key, isSerializable: true))
        == .serializableRead)
    #expect(RPCMethod.put.kind(of: PutRequest(key: Key("k"))) == .write)
    #expect(RPCMethod.status.kind(of: StatusRequest()) == .status)
    #expect(RPCMethod.memberList.kind(of: MemberListRequest()) == .other)

    let read = TxnRequest(success: [.range(RangeRequest(range: key))])
    let write = TxnRequest(failure: [.put(PutRequest(key: Key("k")))])
    #expect(RPCMethod.txn.kind(of: read) == .linearizableRead)
    #expect(RPCMethod.txn.kind(of: write) == .write)
    #expect(RPCMethod.txn.kind(of: TxnRequest(success: [.txn(write)])) == .write)
  }
}
