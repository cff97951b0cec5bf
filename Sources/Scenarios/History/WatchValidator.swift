import EtcdModel

/// The seven promises of a watch, each checked against what really happened; named as in etcd's
/// `tests/robustness/validate/watch.go`.
package enum WatchValidator: CaseIterable, Sendable {
  /// Revisions never go back.
  case ordered
  /// No event comes twice.
  case unique
  /// No event is missing, but for gaps and overflows that the watch told of.
  case reliable
  /// One revision comes in one piece.
  case atomic
  /// A resumption goes on right behind what was delivered.
  case resumable
  /// At a bookmark everything up to it was delivered, and nothing older comes after it.
  case bookmarkable
  /// Each event is one that happened, was asked for, and carries the right values.
  case faithful

  package func violations(in watch: WatchHistory, of store: StoreHistory) -> [Violation] {
    switch self {
    case .ordered: ordered(watch)
    case .unique: unique(watch)
    case .reliable: missing(in: watch, of: store, upTo: store.lastRevision, .reliable)
    case .atomic: atomic(watch)
    case .resumable: resumable(watch, store)
    case .bookmarkable: bookmarkable(watch, store)
    case .faithful: faithful(watch, store)
    }
  }

  private func ordered(_ watch: WatchHistory) -> [Violation] {
    let revisions = watch.updates.flatMap(\.events).map(\.keyValue.modRevision)
    return zip(revisions, revisions.dropFirst()).filter { $0 > $1 }.map {
      Violation(.ordered, "\(watch.name) told of revision \($1) after \($0)")
    }
  }

  private func unique(_ watch: WatchHistory) -> [Violation] {
    var seen: Set<StoreHistory.Place> = []
    return watch.updates.flatMap(\.events).map { StoreHistory.Place($0) }
      .filter { !seen.insert($0).inserted }
      .map {
        Violation(.unique, "\(watch.name) told twice of \($0.key) at revision \($0.revision)")
      }
  }

  private func atomic(_ watch: WatchHistory) -> [Violation] {
    var whole: Set<Revision> = []
    var violations: [Violation] = []
    for update in watch.updates {
      let revisions = Set(update.events.map(\.keyValue.modRevision))
      violations += revisions.intersection(whole).sorted().map {
        Violation(.atomic, "\(watch.name) told of revision \($0) in two pieces")
      }
      whole.formUnion(revisions)
    }
    return violations
  }

  private func resumable(_ watch: WatchHistory, _ store: StoreHistory) -> [Violation] {
    var violations: [Violation] = []
    var told = watch
    for (index, update) in watch.updates.enumerated() {
      guard case .resumed(let from, _) = update else { continue }
      told.updates = Array(watch.updates[..<index])
      violations += missing(in: told, of: store, upTo: from - 1, .resumable)
      violations += older(than: from, in: watch, after: index, .resumable)
    }
    return violations
  }

  private func bookmarkable(_ watch: WatchHistory, _ store: StoreHistory) -> [Violation] {
    var violations: [Violation] = []
    var told = watch
    for (index, update) in watch.updates.enumerated() {
      switch update {
      case .progress(let revision):
        told.updates = Array(watch.updates[..<index])
        violations += missing(in: told, of: store, upTo: revision, .bookmarkable)
        violations += older(than: revision + 1, in: watch, after: index, .bookmarkable)
      case .started(let revision, _) where watch.options.startRevision == nil:
        violations += older(than: revision + 1, in: watch, after: index, .bookmarkable)
      default: break
      }
    }
    return violations
  }

  private func faithful(_ watch: WatchHistory, _ store: StoreHistory) -> [Violation] {
    watch.updates.flatMap(\.events).compactMap { event in
      let place = StoreHistory.Place(event)
      let words = "\(watch.name) told of \(place.key) at revision \(place.revision)"
      guard watch.wants(event) else {
        return Violation(.faithful, words + ", which it did not ask for")
      }
      guard var truth = store.event(at: place) else {
        return Violation(.faithful, words + ", where nothing happened to it")
      }
      if !watch.options.previousValues { truth.previous = nil }
      return event == truth ? nil : Violation(.faithful, words + " otherwise than it was")
    }
  }

  /// What the watch owes up to a revision and has not told, unless it said that it won't.
  private func missing(
    in watch: WatchHistory, of store: StoreHistory, upTo revision: Revision,
    _ rule: Violation.Rule
  ) -> [Violation] {
    var told: Set<StoreHistory.Place> = []
    var gaps: [ClosedRange<Revision>] = []
    var overflow = 0
    for update in watch.updates {
      switch update {
      case .events(let events, _): told.formUnion(events.map { StoreHistory.Place($0) })
      case .gap(let lost): gaps.append(lost)
      case .overflow(let lost): overflow += lost
      default: break
      }
    }
    let missing = watch.expected(of: store).filter { event in
      let place = StoreHistory.Place(event)
      return place.revision <= revision && !told.contains(place)
        && !gaps.contains { $0.contains(place.revision) }
    }
    guard missing.count > overflow, let first = missing.first else { return [] }
    return [
      Violation(
        rule,
        "\(watch.name) owes \(missing.count - overflow) events up to revision \(revision),"
          + " the first at \(first.keyValue.modRevision)")
    ]
  }

  private func older(
    than revision: Revision, in watch: WatchHistory, after index: Int, _ rule: Violation.Rule
  ) -> [Violation] {
    let events = watch.updates[index...].lazy.flatMap(\.events)
    guard let old = events.first(where: { $0.keyValue.modRevision < revision }) else { return [] }
    return [
      Violation(
        rule,
        "\(watch.name) told of revision \(old.keyValue.modRevision) after it had said that"
          + " it goes on at \(revision)")
    ]
  }
}
