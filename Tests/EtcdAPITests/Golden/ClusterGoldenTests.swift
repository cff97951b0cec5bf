import EtcdAPI
import EtcdModel
import Testing

private let header = Golden.header
private let h = Golden.headerText

@Suite("Golden bytes: Cluster and Maintenance")
struct ClusterGoldenTests {
  @Test(
    "Cluster: what protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "etcdserverpb.MemberAddRequest", #"peerURLs: "http://a:1" peerURLs: "b" isLearner: true"#,
        MemberAddRequest(peerURLs: ["http://a:1", "b"], isLearner: true)),
      Golden(
        "etcdserverpb.MemberAddResponse", "\(h) member { ID: 9 } members { \(memberText) }",
        MemberAddResponse(
          header: header, member: Member(id: MemberID(9), name: ""), members: [member])),
      Golden("etcdserverpb.MemberRemoveRequest", "ID: 1", MemberRemoveRequest(id: MemberID(1))),
      Golden(
        "etcdserverpb.MemberRemoveResponse", "\(h) members { \(memberText) }",
        MemberRemoveResponse(header: header, members: [member])),
      Golden(
        "etcdserverpb.MemberUpdateRequest", #"ID: 1 peerURLs: "u""#,
        MemberUpdateRequest(id: MemberID(1), peerURLs: ["u"])),
      Golden(
        "etcdserverpb.MemberUpdateResponse", "\(h) members { \(memberText) }",
        MemberUpdateResponse(header: header, members: [member])),
      Golden(
        "etcdserverpb.MemberListRequest", "linearizable: true",
        MemberListRequest(isLinearizable: true)),
      Golden(
        "etcdserverpb.MemberListResponse", "\(h) members { \(memberText) }",
        MemberListResponse(header: header, members: [member])),
      Golden("etcdserverpb.MemberPromoteRequest", "ID: 1", MemberPromoteRequest(id: MemberID(1))),
      Golden(
        "etcdserverpb.MemberPromoteResponse", "\(h) members { \(memberText) }",
        MemberPromoteResponse(header: header, members: [member])),
    ])
  func cluster(_ golden: Golden) throws {
    try golden.check()
  }

  @Test(
    "Maintenance: what protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "etcdserverpb.AlarmRequest", "action: DEACTIVATE memberID: 1 alarm: CORRUPT",
        AlarmRequest(action: .deactivate, memberID: MemberID(1), kind: .corrupt)),
      Golden("etcdserverpb.AlarmRequest", "action: ACTIVATE", AlarmRequest(action: .activate)),
      Golden(
        "etcdserverpb.AlarmResponse",
        "\(h) alarms { memberID: 1 alarm: NOSPACE } alarms { memberID: 2 }",
        AlarmResponse(
          header: header,
          alarms: [
            Alarm(member: MemberID(1), kind: .noSpace), Alarm(member: MemberID(2), kind: .other(0)),
          ])),
      Golden("etcdserverpb.StatusRequest", "", StatusRequest()),
      Golden(
        "etcdserverpb.StatusResponse",
        #"""
        \#(h) version: "3.6.0" dbSize: 1 leader: 2 raftIndex: 3 raftTerm: 4 raftAppliedIndex: 5
        errors: "e" errors: "f" dbSizeInUse: 6 isLearner: true storageVersion: "3.6"
        dbSizeQuota: 7 downgradeInfo { enabled: true targetVersion: "3.5" }
        """#,
        StatusResponse(
          header: header, version: "3.6.0", dbSize: 1, leader: MemberID(2), raftIndex: 3,
          raftTerm: 4, raftAppliedIndex: 5, errors: ["e", "f"], dbSizeInUse: 6, isLearner: true,
          storageVersion: "3.6", dbSizeQuota: 7,
          downgrade: DowngradeInfo(isEnabled: true, targetVersion: "3.5"))),
      Golden("etcdserverpb.DefragmentRequest", "", DefragmentRequest()),
      Golden("etcdserverpb.DefragmentResponse", h, DefragmentResponse(header: header)),
      Golden("etcdserverpb.HashRequest", "", HashRequest()),
      Golden(
        "etcdserverpb.HashResponse", "\(h) hash: 4294967295",
        HashResponse(header: header, hash: .max)),
      Golden("etcdserverpb.HashKVRequest", "revision: 1", HashKVRequest(revision: 1)),
      Golden(
        "etcdserverpb.HashKVResponse", "\(h) hash: 1 compact_revision: 2 hash_revision: 3",
        HashKVResponse(header: header, hash: 1, compactRevision: 2, hashRevision: 3)),
      Golden("etcdserverpb.SnapshotRequest", "", SnapshotRequest()),
      Golden(
        "etcdserverpb.SnapshotResponse",
        #"\#(h) remaining_bytes: 1 blob: "\000\001" version: "3.6""#,
        SnapshotResponse(header: header, remainingBytes: 1, blob: [0, 1], version: "3.6")),
      Golden(
        "etcdserverpb.MoveLeaderRequest", "targetID: 1", MoveLeaderRequest(target: MemberID(1))),
      Golden("etcdserverpb.MoveLeaderResponse", h, MoveLeaderResponse(header: header)),
      Golden(
        "etcdserverpb.DowngradeRequest", #"action: CANCEL version: "3.5""#,
        DowngradeRequest(action: .cancel, version: "3.5")),
      Golden(
        "etcdserverpb.DowngradeResponse", #"\#(h) version: "3.6""#,
        DowngradeResponse(header: header, version: "3.6")),
    ])
  func maintenance(_ golden: Golden) throws {
    try golden.check()
  }
}

private let member = Member(
  id: MemberID(.max), name: "étcd", peerURLs: ["p", "q"], clientURLs: ["c"], isLearner: true)

private let memberText = #"""
  ID: 18446744073709551615 name: "étcd" peerURLs: "p" peerURLs: "q" clientURLs: "c" isLearner: true
  """#
