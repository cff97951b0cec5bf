import EtcdAPI
import EtcdModel

/// Learns from the headers of answers which endpoint is which member's, and who leads: servers
/// newer than 3.7 put their leader's id there. A hint, never a proof.
struct LeaderHints: Sendable {
  private var endpoints: [MemberID: Endpoint] = [:]
  private var leader = MemberID(0)
  private var term: UInt64 = 0

  /// - Returns: the leader's endpoint when that is news.
  mutating func note(_ header: ResponseHeader, from endpoint: Endpoint) -> Endpoint? {
    let isNewMember = endpoints.updateValue(endpoint, forKey: header.memberID) != endpoint
    // A member that was cut off goes on naming the leader of an older term.
    guard header.raftTerm >= term else { return nil }
    let isNewLeader = leader != header.leaderID
    term = header.raftTerm
    leader = header.leaderID
    guard isNewLeader || (isNewMember && header.memberID == leader) else { return nil }
    return endpoints[leader]
  }
}
