import EtcdAPI
import EtcdModel
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

/// Every RPC that a server offers to clients can be called, and goes by its own path.
@Suite(.aheadOfComputing) struct EveryMethodTests {
  private typealias Call = @Sendable (EtcdClient, MemberClient) async throws -> Void

  private static let member = MemberID(1)
  private static let lease = LeaseID(1)
  private static let leader = LeaderKey(name: [1], key: Key("k"))
  private static let permission = Permission(access: .read, range: .all)

  private static let calls: [String: Call] = [
    "/etcdserverpb.KV/Range": { client, _ in
      _ = try await client.range(RangeRequest(range: .all))
    },
    "/etcdserverpb.KV/RangeStream": { client, _ in
      try await client.rangeStream(RangeRequest(range: .all)) { _ in }
    },
    "/etcdserverpb.KV/Put": { client, _ in _ = try await client.put(PutRequest(key: Key("k"))) },
    "/etcdserverpb.KV/DeleteRange": { client, _ in
      _ = try await client.deleteRange(DeleteRangeRequest(range: .all))
    },
    "/etcdserverpb.KV/Txn": { client, _ in _ = try await client.txn(TxnRequest()) },
    "/etcdserverpb.KV/Compact": { client, _ in
      _ = try await client.compact(CompactionRequest(revision: 1))
    },
    "/etcdserverpb.Watch/Watch": { client, _ in
      for await _ in client.watch(.all) { break }
    },
    "/etcdserverpb.Lease/LeaseGrant": { client, _ in
      _ = try await client.leaseGrant(LeaseGrantRequest(ttl: 1))
    },
    "/etcdserverpb.Lease/LeaseRevoke": { client, _ in
      _ = try await client.leaseRevoke(LeaseRevokeRequest(id: lease))
    },
    "/etcdserverpb.Lease/LeaseKeepAlive": { client, _ in
      _ = try await client.keepAliveOnce(lease)
    },
    "/etcdserverpb.Lease/LeaseTimeToLive": { client, _ in
      _ = try await client.leaseTimeToLive(LeaseTimeToLiveRequest(id: lease))
    },
    "/etcdserverpb.Lease/LeaseLeases": { client, _ in _ = try await client.leases() },
    "/etcdserverpb.Cluster/MemberAdd": { client, _ in
      _ = try await client.memberAdd(MemberAddRequest(peerURLs: []))
    },
    "/etcdserverpb.Cluster/MemberRemove": { client, _ in
      _ = try await client.memberRemove(MemberRemoveRequest(id: member))
    },
    "/etcdserverpb.Cluster/MemberUpdate": { client, _ in
      _ = try await client.memberUpdate(MemberUpdateRequest(id: member, peerURLs: []))
    },
    "/etcdserverpb.Cluster/MemberList": { client, _ in _ = try await client.memberList() },
    "/etcdserverpb.Cluster/MemberPromote": { client, _ in
      _ = try await client.memberPromote(MemberPromoteRequest(id: member))
    },
    "/etcdserverpb.Maintenance/Alarm": { _, member in _ = try await member.alarms() },
    "/etcdserverpb.Maintenance/Status": { _, member in _ = try await member.status() },
    "/etcdserverpb.Maintenance/Defragment": { _, member in _ = try await member.defragment() },
    "/etcdserverpb.Maintenance/Hash": { _, member in _ = try await member.hash() },
    "/etcdserverpb.Maintenance/HashKV": { _, member in _ = try await member.hashKV() },
    "/etcdserverpb.Maintenance/Snapshot": { _, member in try await member.snapshot { _ in } },
    "/etcdserverpb.Maintenance/MoveLeader": { _, member in
      _ = try await member.moveLeader(to: MemberID(2))
    },
    "/etcdserverpb.Maintenance/Downgrade": { client, _ in
      _ = try await client.downgrade(DowngradeRequest(action: .validate, version: "3.4.0"))
    },
    "/etcdserverpb.Auth/AuthEnable": { client, _ in _ = try await client.authEnable() },
    "/etcdserverpb.Auth/AuthDisable": { client, _ in _ = try await client.authDisable() },
    "/etcdserverpb.Auth/AuthStatus": { client, _ in _ = try await client.authStatus() },
    "/etcdserverpb.Auth/UserAdd": { client, _ in
      _ = try await client.userAdd(AuthUserAddRequest(name: "u", password: "p"))
    },
    "/etcdserverpb.Auth/UserGet": { client, _ in
      _ = try await client.userGet(AuthUserGetRequest(name: "u"))
    },
    "/etcdserverpb.Auth/UserList": { client, _ in _ = try await client.userList() },
    "/etcdserverpb.Auth/UserDelete": { client, _ in
      _ = try await client.userDelete(AuthUserDeleteRequest(name: "u"))
    },
    "/etcdserverpb.Auth/UserChangePassword": { client, _ in
      _ = try await client.userChangePassword(
        AuthUserChangePasswordRequest(name: "u", password: "p"))
    },
    "/etcdserverpb.Auth/UserGrantRole": { client, _ in
      _ = try await client.userGrantRole(AuthUserGrantRoleRequest(user: "u", role: "r"))
    },
    "/etcdserverpb.Auth/UserRevokeRole": { client, _ in
      _ = try await client.userRevokeRole(AuthUserRevokeRoleRequest(name: "u", role: "r"))
    },
    "/etcdserverpb.Auth/RoleAdd": { client, _ in
      _ = try await client.roleAdd(AuthRoleAddRequest(name: "r"))
    },
    "/etcdserverpb.Auth/RoleGet": { client, _ in
      _ = try await client.roleGet(AuthRoleGetRequest(role: "r"))
    },
    "/etcdserverpb.Auth/RoleList": { client, _ in _ = try await client.roleList() },
    "/etcdserverpb.Auth/RoleDelete": { client, _ in
      _ = try await client.roleDelete(AuthRoleDeleteRequest(role: "r"))
    },
    "/etcdserverpb.Auth/RoleGrantPermission": { client, _ in
      _ = try await client.roleGrantPermission(
        AuthRoleGrantPermissionRequest(name: "r", permission: permission))
    },
    "/etcdserverpb.Auth/RoleRevokePermission": { client, _ in
      _ = try await client.roleRevokePermission(
        AuthRoleRevokePermissionRequest(role: "r", range: .all))
    },
    "/v3lockpb.Lock/Lock": { client, _ in _ = try await client.lock(LockRequest(name: [1])) },
    "/v3lockpb.Lock/Unlock": { client, _ in
      _ = try await client.unlock(UnlockRequest(key: Key("k")))
    },
    "/v3electionpb.Election/Campaign": { client, _ in
      _ = try await client.campaign(CampaignRequest(name: [1]))
    },
    "/v3electionpb.Election/Proclaim": { client, _ in
      _ = try await client.proclaim(ProclaimRequest(leader: leader, value: []))
    },
    "/v3electionpb.Election/Leader": { client, _ in
      _ = try await client.electionLeader(LeaderRequest(name: [1]))
    },
    "/v3electionpb.Election/Observe": { client, _ in
      for try await _ in client.observe(LeaderRequest(name: [1])) { break }
    },
    "/v3electionpb.Election/Resign": { client, _ in
      _ = try await client.resign(ResignRequest(leader: leader))
    },
    "/grpc.health.v1.Health/Check": { _, member in
      _ = await member.isServing(timeout: .seconds(5))
    },
    "/grpc.health.v1.Health/Watch": { _, member in try await member.servingChanges { _ in } },
  ]

  @Test("each one reaches a member under its path", arguments: calls.keys.sorted())
  func callable(path: String) async throws {
    let cluster = FakeCluster()
    try await cluster.withClient(endpoints: [.a], policy: .roundRobin) { client in
      let call = try #require(Self.calls[path])
      // The members answer nearly everything with `unimplemented`: what counts is that they heard it.
      let calling = Task { try? await call(client, client.member(at: .a)) }
      try await eventually("\(path) is heard") {
        let heard = cluster.transport.activity(of: Endpoint.a.authority)
        return (heard.unaryCalls + heard.streamCalls).contains { $0.method == path }
      }
      calling.cancel()
      await calling.value
    }
  }

  @Test("logging in is the one that happens by itself")
  func authenticate() async throws {
    let cluster = FakeCluster()
    try await cluster.withClient(
      endpoints: [.a], credentials: Credentials(user: "u", password: "p")
    ) { client in
      _ = try? await client.range(RangeRequest(range: .all))
      #expect(!cluster.calls(.authenticate, on: .a).isEmpty)
    }
  }
}
