import EtcdModel
import TerminalModel

/// What a comparison of a prefix has found since the last time.
public struct PrefixDiffProgress: Hashable, Sendable {
  public var changes: [PrefixDiff.Change]
  /// The newer of the two revisions.
  public var to: Revision
  /// Keys compared so far, of both sides together.
  public var compared: Int
  /// About how many there are; nil where that is not known.
  public var expected: Int?
  public var isDone: Bool

  public init(
    changes: [PrefixDiff.Change], to: Revision, compared: Int, expected: Int? = nil, isDone: Bool
  ) {
    self.expected = expected
    self.changes = changes
    self.to = to
    self.compared = compared
    self.isDone = isDone
  }
}

/// A comparison on its way, or as its list shows it.
struct PrefixDiffReading: Sendable {
  let request: RequestID
  let prefix: [UInt8]
  let from: Revision
  private(set) var to: Revision?
  private(set) var compared = 0
  private(set) var counts: [PrefixDiff.Kind: Int] = [:]
  /// The key of each row of the list.
  private(set) var keys: [Int: Key] = [:]
  private var found = 0
  var isDone = false

  init(request: RequestID, prefix: [UInt8], from: Revision) {
    self.request = request
    self.prefix = prefix
    self.from = from
  }

  mutating func take(_ progress: PrefixDiffProgress) -> [ListOverlay.Row] {
    to = progress.to
    compared = progress.compared
    isDone = progress.isDone
    return progress.changes.map { change in
      counts[change.kind, default: 0] += 1
      found += 1
      keys[found] = change.key
      keys[found - ListOverlay.limit] = nil
      return ListOverlay.Row(id: found, change.cells, group: change.kind.rawValue)
    }
  }

  var words: String {
    let counted = [PrefixDiff.Kind.added, .changed, .removed]
      .map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    return counted + ", \(compared) keys compared" + (isDone ? "" : " …")
  }
}

extension ListOverlay {
  static func prefixDiff(
    _ prefix: [UInt8], from revision: Revision, to newer: Revision? = nil
  ) -> ListOverlay {
    ListOverlay(
      .prefixDiff,
      title: Sanitiser().text(prefix)
        + (newer.map { " from revision \(revision) to \($0)" } ?? " since revision \(revision)"),
      columns: [
        Column(""), Column("KEY", minimum: 24, grows: true),
        Column("THEN", isNumber: true, rank: 1),
        Column(newer == nil ? "NOW" : "LATER", isNumber: true, rank: 2),
      ], groups: [PrefixDiff.Kind.added, .changed, .removed].map(\.rawValue),
      notes: [[Cell("comparing …", .time)]], isLog: true, verb: "diff")
  }
}

extension PrefixDiff.Change {
  fileprivate var cells: [ListOverlay.Cell] {
    let (sign, tone): (String, ListOverlay.Cell.Tone) =
      switch kind {
      case .added: ("+ added", .added)
      case .changed: ("~ changed", .changed)
      case .removed: ("- removed", .removed)
      }
    func cell(_ revision: Revision?) -> ListOverlay.Cell {
      revision.map { .init(.number(Int($0)), .dim) } ?? .init("-", .faint)
    }
    return [
      .init(sign, tone), .init(.bytes(key.bytes)), cell(before),
      cell(after),
    ]
  }
}
