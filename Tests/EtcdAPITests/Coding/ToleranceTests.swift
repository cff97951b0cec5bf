import EtcdAPI
import EtcdModel
import Testing

@Suite("Tolerance")
struct ToleranceTests {
  @Test("Fields of a newer server are skipped, whatever their type", arguments: newerFields)
  func unknownFields(field: [UInt8]) throws {
    let known = StatusResponse(header: ResponseHeader(revision: 7), version: "9.9")
    #expect(try StatusResponse(decoding: known.encoded() + field) == known)
    #expect(try StatusResponse(decoding: field + known.encoded()) == known)
    #expect(try ResponseHeader(decoding: field) == ResponseHeader())
  }

  static let newerFields: [[UInt8]] = [
    [0xA0, 0x06, 0x96, 0x01],  // 100, varint
    [0xA1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8],  // 100, 64 bits
    [0xA2, 0x06, 3, 0x61, 0, 0xFF],  // 100, bytes
    [0xA5, 0x06, 1, 2, 3, 4],  // 100, 32 bits
    [0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 1],  // the largest number a field can have
  ]

  @Test("The status of a 3.4 server has none of the newer fields")
  func oldStatus() throws {
    let report = try StatusResponse(decoding: [
      0x0A, 8, 0x08, 1, 0x10, 2, 0x18, 3, 0x20, 4,  // header
      0x12, 6, 0x33, 0x2E, 0x34, 0x2E, 0x32, 0x33,  // version "3.4.23"
      0x18, 5, 0x20, 6, 0x28, 7, 0x30, 8, 0x38, 9, 0x48, 10,
    ]).report
    #expect(
      report
        == StatusReport(
          clusterID: ClusterID(1), memberID: MemberID(2), revision: 3, version: "3.4.23",
          dbSize: 5, dbSizeInUse: 10, leader: MemberID(6), raftIndex: 7, raftAppliedIndex: 9,
          raftTerm: 8))
  }

  @Test("A downgrade is reported only while it runs")
  func downgrade() {
    var status = StatusResponse(downgrade: DowngradeInfo(isEnabled: false, targetVersion: "3.5"))
    #expect(status.report.downgradeTarget == nil)
    status.downgrade?.isEnabled = true
    #expect(status.report.downgradeTarget == "3.5")
  }

  @Test("An empty message has every field at its default")
  func emptyMessage() throws {
    #expect(try StatusResponse(decoding: []) == StatusResponse())
    #expect(try RangeResponse(decoding: []) == RangeResponse())
    #expect(try MemberAddResponse(decoding: []).member == Member(id: MemberID(0), name: ""))
  }

  @Test("Text keeps a NUL inside and shows bytes that are not UTF-8 as U+FFFD")
  func text() throws {
    let nul = MemberListResponse(members: [Member(id: MemberID(1), name: "a\0b")])
    #expect(try MemberListResponse(decoding: nul.encoded()) == nul)
    let token = try AuthenticateResponse(decoding: Sample.field(2, [0x61, 0xFF, 0x62])).token
    #expect(token == "a\u{FFFD}b")
  }

  @Test("Keys and values keep any bytes")
  func anyBytes() throws {
    let bytes = (0...255).map { UInt8($0) }
    let put = PutRequest(key: Key(bytes), value: bytes.reversed())
    #expect(try PutRequest(decoding: put.encoded()) == put)
  }

  @Test("Filters are read packed and one by one")
  func packed() throws {
    for filters: [UInt8] in [[0x2A, 2, 0, 1], [0x28, 0, 0x28, 1]] {
      let request = try WatchRequest(decoding: Sample.field(1, filters))
      #expect(
        request
          == .create(
            WatchCreateRequest(range: .single(Key("")), filters: [.noPut, .noDelete])))
    }
  }
}
