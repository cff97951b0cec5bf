public import EtcdModel

/// What differs between two versions of a value, line by line of the format that shows them.
///
/// JSON is laid out first, one member a line, so that only members that changed differ.
public enum ValueDiff {
  /// Lines around a change that are shown with it.
  private static let context = 3

  /// Larger values are not laid out only to count what changed.
  private static let countedSize = 64 << 10

  /// How much differs.
  public static func change(from old: [UInt8], to new: [UInt8]) -> ValueChange {
    var change = ValueChange(growth: new.count - old.count)
    if old == new { (change.addedLines, change.removedLines) = (0, 0) }
    guard old != new, max(old.count, new.count) <= countedSize else { return change }
    let sides = Sides(old, new, as: nil)
    guard sides.format != .hex else { return change }
    let difference = sides.difference
    change.addedLines = difference.added
    change.removedLines = difference.removed
    return change
  }

  /// The lines that differ, with `+` and `-` before them, and some around them.
  ///
  /// - Parameters:
  ///   - old: nil when there was no value.
  ///   - new: nil when there is none any more.
  public static func document(
    from old: [UInt8]?, to new: [UInt8]?, as format: ValueFormat? = nil
  ) -> ValueDocument {
    let sides = Sides(old ?? [], new ?? [], as: format)
    let difference = sides.difference
    var document = sides.new
    if new == nil { document = sides.old }
    document.requested = format
    document.format = sides.format
    document.size = (old?.count ?? 0) + (new?.count ?? 0)
    document.shownSize = sides.old.shownSize + sides.new.shownSize
    document.lines = lines(of: difference, sides)
    let change = "+\(difference.added) -\(difference.removed) lines"
    document.contents = (old == new ? "the same bytes" : change) + ", \(document.contents)"
    if old != new, difference.added + difference.removed == 0, document.secrecy == .masked {
      document.note = "what differs is masked"
    }
    if old == nil { document.note = "the key did not exist before" }
    if new == nil { document.note = "the key does not exist after" }
    return document
  }

  private static func lines(of difference: LineDifference, _ sides: Sides) -> [ValueLine] {
    let steps = difference.steps
    var isShown = [Bool](repeating: false, count: steps.count)
    for (index, step) in steps.enumerated() where !step.isInBoth {
      let around = max(0, index - context)..<min(steps.count, index + context + 1)
      for shown in around { isShown[shown] = true }
    }
    var lines: [ValueLine] = []
    var hidden = 0
    for (index, step) in steps.enumerated() {
      guard isShown[index] else {
        hidden += 1
        continue
      }
      if hidden > 0 { lines.append(gap(hidden)) }
      hidden = 0
      lines.append(sides.line(of: step))
    }
    if hidden > 0, !lines.isEmpty { lines.append(gap(hidden)) }
    return lines
  }

  private static func gap(_ hidden: Int) -> ValueLine {
    ValueLine([ValueSpan("@@ \(hidden) equal \(hidden == 1 ? "line" : "lines") @@", .hunk)])
  }
}

/// Both versions in one format.
private struct Sides {
  let old: ValueDocument
  let new: ValueDocument
  let format: ValueFormat

  init(_ old: [UInt8], _ new: [UInt8], as format: ValueFormat?) {
    let oldDocument = ValueDecoder.decode(old, as: format)
    let newDocument = ValueDecoder.decode(new, as: format)
    let common = format ?? Self.common(oldDocument, newDocument)
    self.format = common
    self.old =
      oldDocument.format == common ? oldDocument : ValueDecoder.decode(old, as: common)
    self.new =
      newDocument.format == common ? newDocument : ValueDecoder.decode(new, as: common)
  }

  /// The format of both; where they have none in common, what shows either honestly.
  private static func common(_ old: ValueDocument, _ new: ValueDocument) -> ValueFormat {
    if old.format == new.format || old.size == 0 { return new.format }
    if new.size == 0 { return old.format }
    let isBinary = [old.format, new.format].contains { $0 == .hex || $0 == .protobuf }
    return isBinary ? .hex : .text
  }

  var difference: LineDifference {
    LineDifference(from: old.lines.map(identity), to: new.lines.map(identity))
  }

  /// What makes lines equal: their bytes; in JSON without the comma that only a follower brings, in
  /// hex without the offset.
  private func identity(_ line: ValueLine) -> [UInt8] {
    if format == .hex { return line.spans.dropFirst().flatMap { Array($0.text.utf8) } }
    var bytes = Array(line.text.utf8)
    if format == .json, bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
    return bytes
  }

  func line(of step: LineDifference.Step) -> ValueLine {
    switch step {
    case .both(_, let index): ValueLine([ValueSpan("  ")] + new.lines[index].spans)
    case .removed(let index): ValueLine([ValueSpan("- " + old.lines[index].text, .removed)])
    case .added(let index): ValueLine([ValueSpan("+ " + new.lines[index].text, .added)])
    }
  }
}

extension LineDifference.Step {
  fileprivate var isInBoth: Bool {
    if case .both = self { true } else { false }
  }
}
