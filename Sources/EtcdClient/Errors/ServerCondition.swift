import EtcdAPI

/// What an error says about the member or the cluster, beyond its gRPC code.
enum ServerCondition: Hashable, Sendable {
  /// Refused before anything was done, because the call asked for a leader (`hasleader`).
  case refusedWithoutLeader
  case leaderChanged
  /// The quorum did not answer the member in time; a mutation may be carried out later.
  case quorumLost
  case learner
  case staleToken
  case other

  init(_ message: String) {
    switch ServerErrorTable.entry(for: message)?.reaction {
    case .refreshToken: self = .staleToken
    case .askVotingMember: self = .learner
    case nil:
      switch message {
      case "etcdserver: no leader": self = .refusedWithoutLeader
      case "etcdserver: leader changed": self = .leaderChanged
      case let text where text.hasPrefix("etcdserver: request timed out"): self = .quorumLost
      default: self = .other
      }
    }
  }

  /// Users or roles changed between the call's arrival and its turn. The newer words first.
  static func saysUsersChanged(_ message: String) -> Bool {
    message == "etcdserver: revision of auth store is old"
      || message == "auth: revision in header is old"
  }

  /// A cancelled watch gives a status as text, with its code in front of it or without.
  static func message(ofReason reason: String) -> String {
    guard reason.hasPrefix("rpc error: code = "),
      let range = reason.firstRange(of: "desc = ")
    else { return reason }
    return String(reason[range.upperBound...])
  }
}
