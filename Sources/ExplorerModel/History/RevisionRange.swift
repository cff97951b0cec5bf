import EtcdModel

/// How far back the store can be read, as far as anything has told.
public struct RevisionRange: Hashable, Sendable {
  /// What was compacted can't be read below here. nil while it is not known: only a refused watch
  /// tells it. It may have risen since.
  public internal(set) var compact: Revision?
  /// The newest revision that any answer named.
  public internal(set) var newest: Revision = 1

  mutating func note(newest revision: Revision) {
    newest = max(newest, revision)
  }

  mutating func note(compact revision: Revision) {
    compact = max(compact ?? 0, revision)
  }

  /// The oldest revision that is worth asking for.
  public var oldest: Revision { max(1, compact ?? 1) }

  func clamp(_ revision: Revision) -> Revision {
    min(max(revision, oldest), max(newest, oldest))
  }
}

/// A line from the compact revision to now, on which a revision is chosen.
public struct RevisionSlider: Hashable, Sendable {
  public private(set) var range: RevisionRange
  public private(set) var selected: Revision
  /// Where the tree is; nil for now.
  public let current: Revision?
  /// The digits of a revision that is being typed.
  public private(set) var typed = ""

  /// A hundredth of the line, the step of one key press.
  var step: Revision { max(1, (range.newest - range.oldest) / 100) }

  /// 0 at the compact revision, 1 now.
  public var position: Double {
    let length = range.newest - range.oldest
    return length <= 0 ? 1 : Double(selected - range.oldest) / Double(length)
  }

  public var isNow: Bool { selected >= range.newest }

  init(range: RevisionRange, selected: Revision, current: Revision?) {
    self.range = range
    self.selected = selected
    self.current = current
  }

  /// Takes digits; what else is typed changes nothing.
  mutating func type(_ text: String) {
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let revision = Revision(typed + text), revision > 0 else { return }
    typed += text
    selected = range.clamp(revision)
  }

  /// What is compacted became known.
  mutating func take(_ range: RevisionRange) {
    self.range = range
    selected = range.clamp(selected)
  }

  mutating func move(by distance: Revision) {
    typed = ""
    let (sum, overflow) = selected.addingReportingOverflow(distance)
    selected = range.clamp(overflow ? (distance < 0 ? 1 : range.newest) : sum)
  }
}
