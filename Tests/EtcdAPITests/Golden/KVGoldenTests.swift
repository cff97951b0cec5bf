import EtcdAPI
import EtcdModel
import Testing

private let header = Golden.header
private let h = Golden.headerText

@Suite("Golden bytes: KV")
struct KVGoldenTests {
  @Test(
    "What protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "etcdserverpb.RangeRequest",
        #"""
        key: "a\000" range_end: "\377" limit: 1 revision: 2 sort_order: DESCEND
        sort_target: VALUE serializable: true keys_only: true count_only: true
        min_mod_revision: 3 max_mod_revision: 4 min_create_revision: 5 max_create_revision: 6
        """#,
        RangeRequest(
          range: KeyRange(start: [0x61, 0], end: [0xFF]), limit: 1, revision: 2,
          sortOrder: .descend, sortTarget: .value, isSerializable: true, keysOnly: true,
          countOnly: true, minModRevision: 3, maxModRevision: 4, minCreateRevision: 5,
          maxCreateRevision: 6)),
      Golden(
        "etcdserverpb.RangeRequest", #"key: "a" sort_order: ASCEND sort_target: CREATE"#,
        RangeRequest(
          range: .single(Key("a")), sortOrder: .ascend, sortTarget: .createRevision)),
      Golden(
        "etcdserverpb.RangeRequest", #"sort_target: MOD"#,
        RangeRequest(range: .single(Key("")), sortTarget: .modRevision)),
      Golden(
        "etcdserverpb.RangeRequest", #"sort_target: VERSION"#,
        RangeRequest(range: .single(Key("")), sortTarget: .version)),
      Golden(
        "etcdserverpb.RangeResponse",
        #"""
        \#(h)
        kvs { key: "k\377" create_revision: 1 mod_revision: 2 version: 3 value: "v\000" lease: -4 }
        kvs { key: "l" }
        more: true count: 9
        """#,
        RangeResponse(
          header: header, keyValues: [full, KeyValue(key: Key("l"), value: [])], more: true,
          count: 9)),
      Golden(
        "etcdserverpb.RangeStreamResponse", #"range_response { \#(h) count: 1 }"#,
        RangeStreamResponse(piece: RangeResponse(header: header, count: 1))),
      Golden(
        "etcdserverpb.PutRequest",
        #"key: "k" value: "v" lease: 7 prev_kv: true ignore_value: true ignore_lease: true"#,
        PutRequest(
          key: Key("k"), value: Array("v".utf8), lease: LeaseID(7), returnsPrevious: true,
          keepsValue: true, keepsLease: true)),
      Golden(
        "etcdserverpb.PutResponse", #"\#(h) prev_kv { \#(fullText) }"#,
        PutResponse(header: header, previous: full)),
      Golden("etcdserverpb.PutResponse", h, PutResponse(header: header)),
      Golden(
        "etcdserverpb.DeleteRangeRequest", #"key: "a" range_end: "b" prev_kv: true"#,
        DeleteRangeRequest(range: .prefix(Array("a".utf8)), returnsPrevious: true)),
      Golden(
        "etcdserverpb.DeleteRangeResponse", #"\#(h) deleted: 2 prev_kvs { \#(fullText) }"#,
        DeleteRangeResponse(header: header, deleted: 2, previous: [full])),
      Golden(
        "etcdserverpb.CompactionRequest", "revision: 5 physical: true",
        CompactionRequest(revision: 5, isPhysical: true)),
      Golden("etcdserverpb.CompactionResponse", h, CompactionResponse(header: header)),
    ])
  func golden(_ golden: Golden) throws {
    try golden.check()
  }

  @Test(
    "Transactions with every operation, comparison and a transaction inside",
    arguments: [
      Golden(
        "etcdserverpb.TxnRequest",
        #"""
        compare { result: EQUAL target: VERSION key: "k" version: 0 }
        compare { result: GREATER target: CREATE key: "k" create_revision: 1 }
        compare { result: LESS target: MOD key: "k" mod_revision: 2 }
        compare { result: NOT_EQUAL target: VALUE key: "k" value: "" range_end: "l" }
        compare { target: LEASE key: "k" lease: 3 }
        success { request_range { key: "r" } }
        success { request_put { key: "p" value: "v" } }
        failure { request_delete_range { key: "d" } }
        failure { request_txn { success { request_put { key: "q" } } } }
        """#,
        TxnRequest(
          compares: [
            Compare(range: k, .equal, .version(0)),
            Compare(range: k, .greater, .createRevision(1)),
            Compare(range: k, .less, .modRevision(2)),
            Compare(range: .prefix(Array("k".utf8)), .notEqual, .value([])),
            Compare(range: k, .equal, .lease(LeaseID(3))),
          ],
          success: [
            .range(RangeRequest(range: .single(Key("r")))),
            .put(PutRequest(key: Key("p"), value: Array("v".utf8))),
          ],
          failure: [
            .deleteRange(DeleteRangeRequest(range: .single(Key("d")))),
            .txn(TxnRequest(success: [.put(PutRequest(key: Key("q")))])),
          ])),
      Golden(
        "etcdserverpb.TxnResponse",
        #"""
        \#(h) succeeded: true
        responses { response_range { header { revision: 3 } kvs { \#(fullText) } count: 1 } }
        responses { response_put { header { revision: 3 } } }
        responses { response_delete_range { header { revision: 3 } deleted: 1 } }
        responses { response_txn { header { revision: 3 } succeeded: true } }
        """#,
        TxnResponse(
          header: header, succeeded: true,
          responses: [
            .range(RangeResponse(header: inner, keyValues: [full], count: 1)),
            .put(PutResponse(header: inner)),
            .deleteRange(DeleteRangeResponse(header: inner, deleted: 1)),
            .txn(TxnResponse(header: inner, succeeded: true)),
          ])),
    ])
  func transactions(_ golden: Golden) throws {
    try golden.check()
  }
}

private let k = KeyRange.single(Key("k"))

/// An operation's answer inside a transaction carries only the revision.
private let inner = ResponseHeader(revision: 3)

private let full = KeyValue(
  key: Key([0x6B, 0xFF]), value: [0x76, 0], createRevision: 1, modRevision: 2, version: 3,
  lease: LeaseID(-4))

private let fullText =
  #"key: "k\377" create_revision: 1 mod_revision: 2 version: 3 value: "v\000" lease: -4"#
