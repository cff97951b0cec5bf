/// The judgement over one member, worst first; the first that applies is shown.
public enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Refused, or no answer within the deadline.
  case unreachable
  /// Knows no leader, or can't serve a linearizable read, while another member commits.
  case partitioned
  /// No member commits; during an election this is the right verdict.
  case noLeader = "no-leader"
  case alarm
  /// Applied index behind the committed one.
  case lagging
  case slow
  case healthy

  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  private var rank: Int { Verdict.allCases.firstIndex(of: self) ?? 0 }
}

/// Something that is wrong with a member, as a verdict that applies to it.
public struct Finding: Hashable, Sendable {
  public var verdict: Verdict
  /// The evidence, as a phrase. May hold foreign text.
  public var words: String

  public init(_ verdict: Verdict, _ words: String) {
    self.verdict = verdict
    self.words = words
  }
}
