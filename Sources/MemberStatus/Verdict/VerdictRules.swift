public import EtcdModel

/// The verdict over each member of a cluster from the evidence on all of them.
///
/// What only one member shows (refused, slow) is judged by itself. What concerns consensus is
/// judged by comparison: a member that can't commit is partitioned when another one can, and
/// without a leader when none can.
public struct VerdictRules: Hashable, Sendable {
  public var thresholds: VerdictThresholds

  public init(thresholds: VerdictThresholds = VerdictThresholds()) {
    self.thresholds = thresholds
  }

  /// One judgement for each member, in order.
  public func judge(_ members: [MemberEvidence], at now: ContinuousClock.Instant) -> [Judgement] {
    let bench = Bench(members: members, thresholds: thresholds, now: now)
    return members.indices.map { bench.judgement(over: $0) }
  }
}

public struct Judgement: Hashable, Sendable {
  public var verdict: Verdict
  /// The evidence in words; empty when healthy.
  public var reason: String
  /// What applies besides, though its verdict is not as bad.
  public var further: [Finding]
  /// Entries behind what the cluster had committed; nil when unknown.
  public var lag: UInt64?
  /// Members whose probe would decide; until they answer the standing verdict is kept.
  public var witnesses: [Int]
  /// The member is to be asked once more, now that another one is known to commit; until it answers
  /// the standing verdict is kept.
  public var mustConfirm: Bool

  /// The evidence does not tell yet which verdict it is.
  public var isUndecided: Bool { !witnesses.isEmpty || mustConfirm }

  public init(
    _ verdict: Verdict, _ reason: String = "", further: [Finding] = [], lag: UInt64? = nil,
    witnesses: [Int] = [],
    mustConfirm: Bool = false
  ) {
    self.verdict = verdict
    self.reason = reason
    self.further = further
    self.lag = lag
    self.witnesses = witnesses
    self.mustConfirm = mustConfirm
  }
}

/// One sitting: all the evidence at one moment.
struct Bench {
  let members: [MemberEvidence]
  let thresholds: VerdictThresholds
  let now: ContinuousClock.Instant
  private(set) var troubles: [Trouble?] = []
  private(set) var fastest: Duration?
  /// The committed indexes that anybody told, by cluster and in the order of their telling, each
  /// raised to the highest before it.
  private let marks: [ClusterID?: [IndexMark]]

  init(members: [MemberEvidence], thresholds: VerdictThresholds, now: ContinuousClock.Instant) {
    self.members = members
    self.thresholds = thresholds
    self.now = now
    marks = Self.marks(of: members)
    troubles = members.indices.map(trouble)
    fastest =
      members.filter { $0.contact == .answering }.compactMap { $0.status?.roundTrips.min() }.min()
  }

  func judgement(over index: Int) -> Judgement {
    let member = members[index]
    switch member.contact {
    case .failed(let words), .unusable(let words):
      return Judgement(.unreachable, words)
    case .silent(let since):
      return Judgement(.unreachable, "no answer for \((now - since).inWords)")
    case .pending where member.status == nil:
      return Judgement(.unreachable, "not answered yet")
    case .pending, .answering:
      break
    }
    let lag = lag(of: index)
    let findings = findings(on: member, lag: lag)
    var judgement: Judgement
    if let trouble = troubles[index] {
      judgement = self.judgement(over: index, with: trouble)
      judgement.further = findings.filter { $0.verdict > judgement.verdict }
    } else if let worst = findings.first {
      judgement = Judgement(worst.verdict, worst.words, further: Array(findings.dropFirst()))
    } else {
      judgement = Judgement(.healthy)
    }
    judgement.lag = lag
    return judgement
  }

  /// What is wrong with a member that takes part in consensus, worst first.
  private func findings(on member: MemberEvidence, lag: UInt64?) -> [Finding] {
    var findings: [Finding] = []
    if !member.alarms.isEmpty {
      findings.append(Finding(.alarm, member.alarms.map(\.advice).joined(separator: ", ")))
    }
    if let lag, isLagging(member, by: lag) {
      findings.append(Finding(.lagging, "\(lag) entries behind the committed index"))
    }
    if let words = slowness(of: member) { findings.append(Finding(.slow, words)) }
    return findings
  }

  private static func marks(of members: [MemberEvidence]) -> [ClusterID?: [IndexMark]] {
    var marks: [ClusterID?: [IndexMark]] = [:]
    for member in members {
      guard let status = member.status else { continue }
      let newest = IndexMark(index: status.report.raftIndex, at: status.answeredAt)
      marks[member.cluster, default: []] += [newest, status.earlierIndex].compactMap(\.self)
    }
    return marks.mapValues { marks in
      var highest: UInt64 = 0
      return marks.sorted { $0.at < $1.at }.map { mark in
        highest = max(highest, mark.index)
        return IndexMark(index: highest, at: mark.at)
      }
    }
  }

  /// What a cluster was known to have committed then.
  func committed(in cluster: ClusterID?, at moment: ContinuousClock.Instant) -> UInt64 {
    guard let marks = marks[cluster] else { return 0 }
    // The first that was told later.
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].at <= moment { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? marks[low - 1].index : 0
  }

  func peers(of index: Int) -> [Int] {
    members.indices.filter { $0 != index && members[$0].cluster == members[index].cluster }
  }
}

extension Alarm.Kind {
  fileprivate var advice: String {
    switch self {
    case .noSpace: "NOSPACE: writes are refused; compact, defragment, then disarm"
    case .corrupt: "CORRUPT: its data differs from the others'"
    case .other: description
    }
  }
}
