import EtcdAPI
import EtcdModel
import Testing

private let header = Golden.header
private let h = Golden.headerText

@Suite("Golden bytes: Lock, Election and Health")
struct ConcurrencyGoldenTests {
  @Test(
    "What protoc encodes is read and written byte for byte",
    arguments: [
      Golden(
        "v3lockpb.LockRequest", #"name: "n" lease: 1"#,
        LockRequest(name: Array("n".utf8), lease: LeaseID(1))),
      Golden(
        "v3lockpb.LockResponse", #"\#(h) key: "k""#, LockResponse(header: header, key: Key("k"))),
      Golden("v3lockpb.UnlockRequest", #"key: "k""#, UnlockRequest(key: Key("k"))),
      Golden("v3lockpb.UnlockResponse", h, UnlockResponse(header: header)),
      Golden(
        "v3electionpb.CampaignRequest", #"name: "n" lease: 1 value: "v""#,
        CampaignRequest(name: Array("n".utf8), lease: LeaseID(1), value: Array("v".utf8))),
      Golden(
        "v3electionpb.CampaignResponse", "\(h) leader { \(leaderText) }",
        CampaignResponse(header: header, leader: leader)),
      Golden(
        "v3electionpb.ProclaimRequest", #"leader { \#(leaderText) } value: "v""#,
        ProclaimRequest(leader: leader, value: Array("v".utf8))),
      Golden("v3electionpb.ProclaimResponse", h, ProclaimResponse(header: header)),
      Golden("v3electionpb.LeaderRequest", #"name: "n""#, LeaderRequest(name: Array("n".utf8))),
      Golden(
        "v3electionpb.LeaderResponse", #"\#(h) kv { key: "k" value: "v" }"#,
        LeaderResponse(header: header, leader: KeyValue(key: Key("k"), value: Array("v".utf8)))),
      Golden(
        "v3electionpb.ResignRequest", "leader { \(leaderText) }", ResignRequest(leader: leader)),
      Golden("v3electionpb.ResignResponse", h, ResignResponse(header: header)),
      Golden(
        "grpc.health.v1.HealthCheckRequest", #"service: "s""#, HealthCheckRequest(service: "s")),
      Golden(
        "grpc.health.v1.HealthCheckResponse", "status: NOT_SERVING",
        HealthCheckResponse(status: .notServing)),
    ])
  func golden(_ golden: Golden) throws {
    try golden.check()
  }
}

private let leader = LeaderKey(
  name: Array("n".utf8), key: Key("k"), revision: 1, lease: LeaseID(2))

private let leaderText = #"name: "n" key: "k" rev: 1 lease: 2"#
