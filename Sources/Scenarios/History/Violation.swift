/// A rule that a recorded history broke.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    // What etcd promises of a watch, by the names of its own validators.
    case ordered, unique, reliable, atomic, resumable, bookmarkable, faithful

    /// A mutation happened as often as its caller was told: once, never, or at most once.
    case atMostOnce = "at most once"
    case deadline
    case leak
  }

  package var rule: Rule
  package var description: String

  package init(_ rule: Rule, _ description: String) {
    self.rule = rule
    self.description = "\(rule.rawValue): \(description)"
  }
}
