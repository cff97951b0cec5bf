import EtcdModel

extension MemberSnapshot {
  /// The name, else the id, else the address.
  public var displayName: String {
    if !name.isEmpty { return name }
    return id?.description ?? endpoint?.authority ?? "?"
  }
}

extension ClusterSnapshot {
  /// The leader that a member believes in, by name where it has one; nil when it knows none.
  public func believedLeader(of member: MemberSnapshot) -> String? {
    guard let leader = member.status?.leader, leader.rawValue != 0 else { return nil }
    return members.first { $0.id == leader }?.displayName ?? leader.description
  }

  /// Who believes in which leader, by fresh answers, in one sentence.
  public var agreement: String {
    let answering = members.filter { $0.status != nil && !$0.isStale }
    guard !answering.isEmpty else { return "No member tells which leader it believes in." }
    let camps = Dictionary(grouping: answering) { believedLeader(of: $0) }
      .map { Camp(leader: $0.key, members: $0.value) }
      .sorted { ($1.members.count, $0.names) < ($0.members.count, $1.names) }
    guard camps.count == 1 else {
      return "SPLIT: " + camps.map { "\($0.names) \($0.belief)" }.joined(separator: "; ") + "."
    }
    let whole = answering.count == members.count ? "" : " that answer, of \(members.count),"
    return "All \(answering.count)\(whole) \(camps[0].belief)."
  }

  /// Members that believe in the same leader.
  private struct Camp {
    var leader: String?
    var members: [MemberSnapshot]

    var names: String { members.map(\.displayName).joined(separator: ", ") }

    var belief: String {
      let terms = Set(members.compactMap { $0.status?.raftTerm }).sorted().map(String.init)
      let words = "\(terms.count > 1 ? "terms" : "term") \(terms.joined(separator: ", "))"
      guard let leader else { return "know no leader, \(words)" }
      return "believe in \(leader), \(words)"
    }
  }
}

extension StatusReport {
  /// The part of the backend file that holds no data (0…1), which a defragmentation gives back; nil
  /// from servers that don't tell.
  public var fragmentation: Double? {
    guard dbSizeInUse > 0, dbSize > 0 else { return nil }
    return max(0, 1 - Double(dbSizeInUse) / Double(dbSize))
  }
}

extension DatabaseGrowth {
  /// The pace, what it was seen over, and when the quota is reached at that pace.
  public var words: String {
    let minutes = max(1, Int(window / .seconds(60)))
    let span = minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h"
    let sign = bytesPerDay < 0 ? "-" : "+"
    var words = "~\(sign)\(Self.megabytes(bytesPerDay)) MB/day, seen over \(span)"
    if let days = daysToQuota {
      words += days < 1 ? ", quota in less than a day" : ", quota in ~\(Int(days)) days"
    }
    return words
  }

  /// One decimal below 10.
  private static func megabytes(_ bytes: Double) -> String {
    let tenths = Int(min(abs(bytes) / 100_000, 1e12))
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
  }
}

extension Double {
  /// A part of a whole (0…1) as `61 %`.
  var percent: String { "\(Int((min(1, max(0, self)) * 100 + 0.5))) %" }
}
