import EtcdAPI
import EtcdModel
import LocalCluster
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct LeaseAndAuthTests {
  @Test("a lease lives while it is kept alive, also when its stream's connection breaks")
  func leases() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: 2)).id
        _ = try await client.put(PutRequest(key: Key("bound"), value: [1], lease: lease))
        #expect(try await client.leases().leases == [lease])
        let keeper = client.keepAlive(lease)
        var renewals = 0
        var updates = keeper.updates.makeAsyncIterator()
        while renewals < 8, let update = await updates.next() {
          guard case .renewed = update else {
            Issue.record("\(update)")
            return
          }
          renewals += 1
          if renewals == 3 {
            for member in 0..<3 { try await cluster.inject(.resetConnections, on: member) }
          }
        }
        let bound = try await client.range(RangeRequest(range: .single(Key("bound"))))
        #expect(bound.count == 1)
        _ = try await client.leaseRevoke(LeaseRevokeRequest(id: lease))
        var last: LeaseKeeper.Update?
        while let update = await updates.next() { last = update }
        #expect(last == .lost(reason: "it expired or was revoked"))
        let gone = try await client.leaseTimeToLive(
          LeaseTimeToLiveRequest(id: lease, wantsKeys: true))
        #expect(gone.ttl == -1)
      }
    }
  }

  @Test("with auth on: calls, watches and member calls carry the token, and renew it")
  func auth() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withClient { admin in
        _ = try await admin.userAdd(AuthUserAddRequest(name: "root", password: "secret"))
        _ = try await admin.userGrantRole(AuthUserGrantRoleRequest(user: "root", role: "root"))
        _ = try await admin.authEnable()
      }
      let root = Credentials(user: "root", password: "secret")
      try await cluster.withClient(credentials: root) { client in
        let reader = WatchReader(client.watch(.all))
        try await until("the watch runs") { reader.endpoint != nil }
        _ = try await client.put(PutRequest(key: Key("k"), value: [1]))
        try await until("the event is here") { reader.events.count == 1 }
        let endpoint = try #require(client.configuration.endpoints.first)
        #expect(try await client.member(at: endpoint).status().version.isEmpty == false)
        #expect(
          try await client.member(at: endpoint).read(Key("k"), serializable: true)?.value == [1])
        #expect(try await client.member(at: endpoint).alarms().isEmpty)

        // A change of users makes every token old; a restart makes the server forget them.
        _ = try await client.userAdd(AuthUserAddRequest(name: "other", password: "x"))
        _ = try await client.put(PutRequest(key: Key("k"), value: [2]))
        try await cluster.inject(.kill, on: 0)
        try await cluster.inject(.restart, on: 0)
        _ = try await client.range(
          RangeRequest(range: .all), options: CallOptions(timeout: .seconds(20)))
        _ = try await client.put(PutRequest(key: Key("k"), value: [3]))
        try await until("the watch goes on") { reader.events.count == 3 }
      }
      let wrong = Credentials(user: "root", password: "wrong")
      try await cluster.withClient(credentials: wrong) { client in
        let error = await failure { () throws(EtcdError) in
          try await client.range(RangeRequest(range: .all))
        }
        #expect(error?.fix == "check --user and --password")
      }
      try await cluster.withClient { client in
        let error = await failure { () throws(EtcdError) in
          try await client.range(RangeRequest(range: .all))
        }
        #expect(error?.code == .unauthenticated)
        #expect(error?.fix?.contains("--user") == true)
      }
    }
  }

  @Test("over mutual TLS a user is known by the certificate's name, or logs in by password instead")
  func authOverTLS() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.single
      options.clientTLS = made.serverTLS(mutual: true)
      // The certificate is root's.
      let tls = TLSSettings(
        authorityFile: made.authorityFile, certificateFile: made.client.certificateFile,
        keyFile: made.client.keyFile)
      try await withCluster(options) { cluster in
        let key = Key("k")
        try await cluster.withClient(tls: tls) { client in
          for user in ["root", "guest"] {
            _ = try await client.userAdd(AuthUserAddRequest(name: user, password: "secret"))
          }
          _ = try await client.userGrantRole(AuthUserGrantRoleRequest(user: "root", role: "root"))
          _ = try await client.authEnable()

          let reader = WatchReader(client.watch(.single(key)))
          try await until("the watch runs") { reader.endpoint != nil }
          _ = try await client.put(PutRequest(key: key, value: [1]))
          _ = try await client.userAdd(AuthUserAddRequest(name: "other", password: "x"))
          _ = try await client.put(PutRequest(key: key, value: [2]))
          try await until("both events are here") { reader.events.count == 2 }
          let endpoint = try #require(client.configuration.endpoints.first)
          #expect(try await client.member(at: endpoint).read(key, serializable: true) != nil)
        }
        let guest = Credentials(user: "guest", password: "secret")
        try await cluster.withClient(tls: tls, credentials: guest) { client in
          let error = await failure { () throws(EtcdError) in
            try await client.range(RangeRequest(range: .single(key)))
          }
          #expect(error?.code == .permissionDenied, "the password's user counts")
        }
      }
    }
  }

  @Test("the whole API answers on a real member")
  func wholeAPI() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withClient { client in
        let key = Key([0xFF, 0x00])
        _ = try await client.put(PutRequest(key: key, value: [1]))
        let txn = try await client.txn(
          TxnRequest(success: [.range(RangeRequest(range: .single(key)))]))
        #expect(txn.succeeded)
        #expect(try await client.deleteRange(DeleteRangeRequest(range: .single(key))).deleted == 1)
        #expect(try await client.memberList().members.count == 1)
        #expect(try await client.alarm().alarms.isEmpty)
        #expect(try await client.userList().users.isEmpty)
        #expect(try await client.roleList().roles.isEmpty)
        let member = client.member(at: try #require(client.configuration.endpoints.first))
        let status = try await member.status()
        #expect(status.leader == status.memberID)
        #expect(try await member.memberList().map(\.id) == [status.memberID])
        #expect(try await member.hashKV().header.memberID == status.memberID)
        _ = try await member.defragment()
        let future = await failure { () throws(EtcdError) in
          try await client.range(RangeRequest(range: .all, revision: 1000))
        }
        #expect(future?.code == .futureRevision)
        let missing = await failure { () throws(EtcdError) in
          try await client.leaseRevoke(LeaseRevokeRequest(id: LeaseID(12345)))
        }
        #expect(missing?.code == .notFound)
      }
    }
  }
}
