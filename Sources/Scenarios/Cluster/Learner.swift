import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster

extension LocalCluster {
  /// Runs the body while a member is a learner: it leaves the cluster, joins it again without data
  /// and without a vote, and is promoted in the end.
  ///
  /// - Throws: `ClusterError` when the cluster does not take such a change within 30 s.
  func asLearner<Value>(
    _ index: Int, by client: EtcdClient, isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Value
  ) async throws -> Value {
    let member = members[index]
    let status = client.member(at: try endpoints()[index])
    let voter = try await status.status().memberID
    let peers = [member.peerEndpoint]
    // Refused while the members have not known each other for long.
    try await insist(
      client, until: { !$0.contains { $0.id == voter } },
      by: {
        _ = try await client.memberRemove(MemberRemoveRequest(id: voter))
      })
    try await inject(.kill, on: index)
    try await insist(
      client, until: { $0.contains { $0.peerURLs == peers } },
      by: {
        _ = try await client.memberAdd(MemberAddRequest(peerURLs: peers, isLearner: true))
      })
    try await inject(.join(cluster: Array(members.indices)), on: index)
    var learner = MemberID(0)
    try await insist(
      client, until: { _ in learner != MemberID(0) },
      by: {
        let answer = try await status.status()
        if answer.isLearner { learner = answer.memberID }
      })
    let value = try await body()
    // Refused until the leader has heard that the learner caught up.
    try await insist(
      client, until: { !$0.contains(where: \.isLearner) },
      by: {
        _ = try await client.memberPromote(MemberPromoteRequest(id: learner))
      })
    try await waitUntilWell()
    return value
  }

  /// Tries a change again until the members are as they should be: one of an unknown outcome may
  /// have been made.
  private func insist(
    _ client: EtcdClient, until isDone: ([Member]) -> Bool,
    isolation: isolated (any Actor)? = #isolation, by change: () async throws -> Void
  ) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    var refusal: (any Error)?
    while ContinuousClock.now < deadline, !Task.isCancelled {
      do {
        if isDone(try await client.memberList().members) { return }
        try await change()
      } catch {
        refusal = error
      }
      try? await Task.sleep(for: .milliseconds(50))
    }
    throw ClusterError("the membership did not change: \(refusal.map { "\($0)" } ?? "no answer")")
  }
}
