import ProgramShell
import Scenarios

extension ChaosReport {
  /// For people: what was done, then each rule that was broken.
  var text: String {
    let done =
      "seed \(seed): \(disturbances) faults, \(calls) calls (\(failed) failed, \(unknown) unknown),"
      + " \(events) events to \(watches) watches, which resumed \(resumptions) times"
    if violations.isEmpty { return done + "\nno rule was broken" }
    return done + "\n" + violations.map { "BROKEN \($0)" }.joined(separator: "\n")
  }

  var json: String {
    JSONText.object([
      ("seed", String(seed)), ("faults", String(disturbances)), ("calls", String(calls)),
      ("failed", String(failed)), ("unknown", String(unknown)), ("events", String(events)),
      ("watches", String(watches)), ("resumed", String(resumptions)),
      (
        "violations",
        JSONText.array(
          violations.map {
            JSONText.object([
              ("rule", JSONText.string($0.rule.rawValue)),
              ("words", JSONText.string($0.description)),
            ])
          })
      ),
    ])
  }
}
