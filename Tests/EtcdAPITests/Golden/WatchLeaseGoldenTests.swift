import EtcdAPI
import EtcdModel
import Testing

private let header = Golden.header
private let h = Golden.headerText

@Suite("Golden bytes: Watch and Lease")
struct WatchLeaseGoldenTests {
  @Test(
    "Watch: what protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "etcdserverpb.WatchRequest",
        #"""
        create_request {
          key: "a" range_end: "b" start_revision: 1 progress_notify: true filters: NOPUT
          filters: NODELETE prev_kv: true watch_id: 2 fragment: true
        }
        """#,
        WatchRequest.create(
          WatchCreateRequest(
            range: .prefix(Array("a".utf8)), startRevision: 1, wantsProgress: true,
            filters: [.noPut, .noDelete], returnsPrevious: true, watchID: 2,
            allowsFragments: true))),
      Golden(
        "etcdserverpb.WatchRequest", "cancel_request { watch_id: 3 }",
        WatchRequest.cancel(watchID: 3)),
      Golden("etcdserverpb.WatchRequest", "cancel_request {}", WatchRequest.cancel(watchID: 0)),
      Golden("etcdserverpb.WatchRequest", "progress_request {}", WatchRequest.progress),
      Golden(
        "etcdserverpb.WatchResponse",
        #"""
        \#(h) watch_id: -1 created: true canceled: true compact_revision: 7
        cancel_reason: "gone" fragment: true
        events { kv { key: "k" value: "v" } prev_kv { key: "k" } }
        events { type: DELETE kv { key: "k" mod_revision: 8 } }
        """#,
        WatchResponse(
          header: header, watchID: -1, isCreated: true, isCanceled: true, compactRevision: 7,
          cancelReason: "gone", isFragment: true,
          events: [
            Event(
              kind: .put, keyValue: KeyValue(key: Key("k"), value: Array("v".utf8)),
              previous: KeyValue(key: Key("k"), value: [])),
            Event(kind: .delete, keyValue: KeyValue(key: Key("k"), value: [], modRevision: 8)),
          ])),
    ])
  func watch(_ golden: Golden) throws {
    try golden.check()
  }

  @Test(
    "Lease: what protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "etcdserverpb.LeaseGrantRequest", "TTL: 1 ID: 2",
        LeaseGrantRequest(ttl: 1, id: LeaseID(2))),
      Golden(
        "etcdserverpb.LeaseGrantResponse", #"\#(h) ID: 1 TTL: 2 error: "e""#,
        LeaseGrantResponse(header: header, id: LeaseID(1), ttl: 2, error: "e")),
      Golden("etcdserverpb.LeaseRevokeRequest", "ID: 1", LeaseRevokeRequest(id: LeaseID(1))),
      Golden("etcdserverpb.LeaseRevokeResponse", h, LeaseRevokeResponse(header: header)),
      Golden("etcdserverpb.LeaseKeepAliveRequest", "ID: 1", LeaseKeepAliveRequest(id: LeaseID(1))),
      Golden(
        "etcdserverpb.LeaseKeepAliveResponse", "\(h) ID: 1 TTL: 2",
        LeaseKeepAliveResponse(header: header, id: LeaseID(1), ttl: 2)),
      Golden(
        "etcdserverpb.LeaseTimeToLiveRequest", "ID: 1 keys: true",
        LeaseTimeToLiveRequest(id: LeaseID(1), wantsKeys: true)),
      Golden(
        "etcdserverpb.LeaseTimeToLiveResponse",
        #"\#(h) ID: 1 TTL: -1 grantedTTL: 3 keys: "a" keys: "\377""#,
        LeaseTimeToLiveResponse(
          header: header, id: LeaseID(1), ttl: -1, grantedTTL: 3, keys: [Key("a"), Key([0xFF])])),
      Golden("etcdserverpb.LeaseLeasesRequest", "", LeaseLeasesRequest()),
      Golden(
        "etcdserverpb.LeaseLeasesResponse", "\(h) leases { ID: 1 } leases { ID: -2 }",
        LeaseLeasesResponse(header: header, leases: [LeaseID(1), LeaseID(-2)])),
    ])
  func lease(_ golden: Golden) throws {
    try golden.check()
  }
}
