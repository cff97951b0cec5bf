import EtcdAPI
import EtcdModel

enum Sample {
  /// Every message that a server sends.
  static let types: [any WireMessage.Type] = [
    ResponseHeader.self, RangeResponse.self, RangeStreamResponse.self, PutResponse.self,
    DeleteRangeResponse.self, TxnResponse.self, CompactionResponse.self, WatchResponse.self,
    LeaseGrantResponse.self, LeaseRevokeResponse.self, LeaseKeepAliveResponse.self,
    LeaseTimeToLiveResponse.self, LeaseLeasesResponse.self, MemberAddResponse.self,
    MemberListResponse.self, AlarmResponse.self, StatusResponse.self, HashKVResponse.self,
    SnapshotResponse.self, DowngradeResponse.self, AuthStatusResponse.self,
    AuthenticateResponse.self, AuthUserListResponse.self, AuthRoleGetResponse.self,
    LockResponse.self, CampaignResponse.self, LeaderResponse.self,
    // And requests that nest, which only a test server reads.
    TxnRequest.self, WatchRequest.self,
  ]

  static let keyValue = KeyValue(
    key: Key("key"), value: Array("value".utf8), createRevision: 1, modRevision: 300, version: 3,
    lease: LeaseID(-4))

  static func keyValue(using random: inout SeededGenerator) -> KeyValue {
    func bytes() -> [UInt8] {
      (0..<Int.random(in: 0..<200, using: &random)).map { _ in .random(in: 0...255, using: &random)
      }
    }
    return KeyValue(
      key: Key(bytes()), value: bytes(), createRevision: .random(in: 0...99, using: &random),
      modRevision: .random(in: 0...Int64.max, using: &random),
      version: .random(in: 0...Int64.max, using: &random),
      lease: LeaseID(.random(in: Int64.min...Int64.max, using: &random)))
  }

  static let txnResponse = TxnResponse(
    header: ResponseHeader(clusterID: ClusterID(.max), memberID: MemberID(2), revision: 3),
    succeeded: true,
    responses: [
      .range(RangeResponse(keyValues: [keyValue, keyValue], more: true, count: 5)),
      .put(PutResponse(previous: keyValue)),
      .deleteRange(DeleteRangeResponse(deleted: 2, previous: [keyValue])),
      .txn(TxnResponse(responses: [.put(PutResponse())])),
    ])

  /// A length-delimited field by itself.
  static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [number << 3 | 2] + varint(content.count) + content
  }

  /// The bytes of a `TxnResponse` in a `TxnResponse` and so on.
  static func nested(levels: Int) -> [UInt8] {
    // Written back to front, for an inner message's length comes before it.
    var reversed: [UInt8] = []
    for _ in 0..<levels {
      for tag: UInt8 in [4 << 3 | 2, 3 << 3 | 2] {
        reversed += varint(reversed.count).reversed()
        reversed.append(tag)
      }
    }
    return reversed.reversed()
  }

  private static func varint(_ number: Int) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
