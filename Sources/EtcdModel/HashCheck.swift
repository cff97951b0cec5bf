/// The hashes of all members' keyspaces at one revision (`Maintenance.HashKV`), compared.
public struct HashCheck: Hashable, Sendable {
  /// What one member answered.
  public struct Answer: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
      /// Hashes of different compact revisions can't be compared.
      case hash(UInt32, compactRevision: Revision)
      /// In words: foreign text.
      case failed(String)
    }

    public var member: TimelineSubject
    public var outcome: Outcome

    public init(member: TimelineSubject, outcome: Outcome) {
      self.member = member
      self.outcome = outcome
    }
  }

  /// How far a check is.
  public struct Progress: Hashable, Sendable {
    /// Who reads its keyspace now.
    public let member: TimelineSubject
    /// Members that have read theirs.
    public let done: Int
    public let total: Int

    public init(member: TimelineSubject, done: Int, total: Int) {
      self.member = member
      self.done = done
      self.total = total
    }
  }

  public enum Conclusion: Hashable, Sendable {
    case equal(members: Int)
    /// The members by their hashes, the largest group first.
    case diverged([[TimelineSubject]])
    /// Fewer than two members gave hashes that can be compared.
    case notComparable
  }

  /// The revision that was hashed up to.
  public var revision: Revision
  public var at: ContinuousClock.Instant
  public var answers: [Answer]

  public init(revision: Revision, at: ContinuousClock.Instant, answers: [Answer]) {
    self.revision = revision
    self.at = at
    self.answers = answers
  }

  public var conclusion: Conclusion {
    var comparable: [Revision: [UInt32: [TimelineSubject]]] = [:]
    for answer in answers {
      if case .hash(let hash, let compactRevision) = answer.outcome {
        comparable[compactRevision, default: [:]][hash, default: []].append(answer.member)
      }
    }
    // One divergence is enough, whatever the members at other compact revisions say.
    if let split = comparable.values.first(where: { $0.count > 1 }) {
      return .diverged(
        split.values.sorted { ($1.count, $0[0].label) < ($0.count, $1[0].label) })
    }
    let compared = comparable.values.flatMap(\.values).map(\.count).max() ?? 0
    return compared > 1 ? .equal(members: compared) : .notComparable
  }

  /// One sentence.
  public var words: String {
    switch conclusion {
    case .equal(let members) where members == answers.count:
      "all \(members) members hold the same data at revision \(revision)"
    case .equal(let members):
      "\(members) of \(answers.count) members hold the same data at revision \(revision); "
        + "the others could not be compared"
    case .diverged(let groups):
      "DATA DIVERGED at revision \(revision): "
        + groups.map { $0.map(\.label).joined(separator: ", ") }.joined(separator: " against ")
    case .notComparable:
      "no two members could be compared at revision \(revision)"
    }
  }
}
