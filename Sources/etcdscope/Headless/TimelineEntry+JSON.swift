import EtcdModel
import ProgramShell

extension TimelineEntry {
  /// One object on one line. `number` is raised by one each time, so that gaps show.
  var json: String {
    JSONText.object(
      [
        ("number", String(number)), ("time", JSONText.string(Timestamp.text(of: at))),
        ("category", JSONText.string(change.category.rawValue)),
        ("kind", JSONText.string(change.kind)),
        ("member", member.map { JSONText.object(JSONText.fields($0)) } ?? "null"),
        ("words", JSONText.string(change.words)),
      ] + change.details)
  }
}

extension JSONText {
  /// Name, endpoint and id of a member.
  static func fields(_ subject: TimelineSubject) -> [(String, String)] {
    [
      ("name", string(subject.name)),
      ("endpoint", subject.endpoint.map { string($0.description) } ?? "null"),
      ("id", subject.id.map { string($0.description) } ?? "null"),
    ]
  }
}

extension TimelineChange {
  /// The numbers and names within the words.
  fileprivate var details: [(String, String)] {
    switch self {
    case .leaderLost(let former, let term):
      [("from", label(former)), ("term", String(term))]
    case .leaderMoved(let from, let to, let term):
      [("from", label(from)), ("to", label(to)), ("term", String(term))]
    case .headless(let gap):
      [
        ("at_least_ms", gap.atLeast.millisecondsText),
        ("at_most_ms", gap.atMost.millisecondsText),
        ("estimate_ms", gap.estimate.millisecondsText),
      ]
    case .termChanged(let from, let to): [("from", String(from)), ("to", String(to))]
    case .verdict(let from, let to, let reason):
      [
        ("from", JSONText.string(from.rawValue)), ("to", JSONText.string(to.rawValue)),
        ("reason", JSONText.string(reason)),
      ]
    case .restarted(let away): [("away_ms", away.millisecondsText)]
    case .replaced(let former): [("from", JSONText.string(former.description))]
    case .versionChanged(let from, let to):
      [("from", JSONText.string(from)), ("to", JSONText.string(to))]
    case .memberRenamed(let from): [("from", JSONText.string(from))]
    case .alarmRaised(let kind), .alarmCleared(let kind):
      [("alarm", JSONText.string(kind.description))]
    case .ruleBroken(let rule, _), .ruleKept(let rule):
      [("rule", JSONText.string(rule.description))]
    case .connectionUp(let role), .connectionDown(let role, _):
      [("role", JSONText.string(role.rawValue))]
    case .unobserved(let time): [("for_ms", time.millisecondsText)]
    case .watchResumed(let revision): [("revision", String(revision))]
    case .memberAdded, .memberRemoved, .learnerPromoted, .dataDiverged, .picksMoved: []
    }
  }

  private func label(_ subject: TimelineSubject?) -> String {
    subject.map { JSONText.string($0.label) } ?? "null"
  }
}

extension Duration {
  /// Milliseconds to the microsecond: `12.345`.
  var millisecondsText: String {
    let microseconds = Int(self / .microseconds(1))
    let rest = String(abs(microseconds) % 1000)
    let whole = microseconds / 1000
    let sign = microseconds < 0 && whole == 0 ? "-" : ""
    return "\(sign)\(whole).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
