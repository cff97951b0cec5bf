import EtcdModel

/// What holds for the calls of a history.
package enum CallChecks {
  /// How late a call may end: a machine that is busy with other things wakes its caller late.
  static let grace: Duration = .seconds(2)

  /// Each mutation happened as often as its caller was told, and nothing else happened.
  package static func atMostOnce(_ calls: [RecordedCall], in store: StoreHistory) -> [Violation] {
    var written: [[UInt8]: [Event]] = [:]
    for event in store.events where event.kind == .put {
      written[event.keyValue.value, default: []].append(event)
    }
    var violations: [Violation] = []
    for call in calls {
      for (key, value) in call.puts {
        let events = written.removeValue(forKey: value) ?? []
        if let problem = problem(call.outcome, events) {
          violations.append(
            Violation(
              .atMostOnce,
              "the put of \(String(decoding: value, as: UTF8.self)) to \(key) \(problem)"))
        }
      }
    }
    violations += written.values.compactMap(\.first).map {
      Violation(
        .atMostOnce, "nobody put what \($0.keyValue.key) holds at \($0.keyValue.modRevision)")
    }
    return violations + versions(in: store)
  }

  private static func problem(_ outcome: RecordedCall.Outcome, _ events: [Event]) -> String? {
    switch outcome {
    case .done(let revision):
      if events.isEmpty { return "was done and is not there" }
      if events.count > 1 { return "was done once and is there \(events.count) times" }
      let found = events[0].keyValue.modRevision
      return found == revision ? nil : "was done at \(revision) and is there at \(found)"
    case .failed:
      return events.isEmpty ? nil : "had failed for sure and is there"
    case .unknown:
      return events.count <= 1 ? nil : "is there \(events.count) times"
    }
  }

  /// A key's version counts its puts since it was created: a jump is a put that the history does
  /// not have.
  private static func versions(in store: StoreHistory) -> [Violation] {
    var versions: [Key: Int64] = [:]
    return store.events.compactMap { event in
      let key = event.keyValue.key
      guard event.kind == .put else {
        versions[key] = nil
        return nil
      }
      let expected = versions[key, default: 0] + 1
      versions[key] = event.keyValue.version
      guard event.keyValue.version != expected else { return nil }
      return Violation(
        .atMostOnce,
        "\(key) has the version \(event.keyValue.version) at revision"
          + " \(event.keyValue.modRevision), where \(expected) puts were told of")
    }
  }

  /// No call took longer than it was given.
  package static func deadlines(_ calls: [RecordedCall]) -> [Violation] {
    calls.filter { $0.took > $0.timeout + grace }.map {
      Violation(.deadline, "a call that was given \($0.timeout) took \($0.took)")
    }
  }
}
