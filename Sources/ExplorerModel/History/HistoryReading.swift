import EtcdModel
import TerminalModel

/// A key's history on its way, or as its list shows it.
struct HistoryReading: Sendable {
  let key: Key
  let request: RequestID
  var history: KeyHistory
  var isDone = false
  /// The version that `=` compares with, if one was marked.
  var marked: Revision?
}

extension ListOverlay {
  /// The versions of a key, the oldest first and the newest selected.
  static func history(_ reading: HistoryReading) -> ListOverlay {
    var list = ListOverlay(
      .history, title: "History of \(Sanitiser().text(reading.key.bytes))",
      columns: [
        Column("REVISION", isNumber: true), Column("VERSION", isNumber: true, rank: 2),
        Column("EVENT"), Column("SIZE", isNumber: true, rank: 1),
        Column("CHANGE", minimum: 16, grows: true),
      ], verb: "show")
    list.show(reading)
    return list
  }

  mutating func show(_ reading: HistoryReading) {
    // Until it is moved, the cursor stays on the newest.
    let follows = selected?.id == rows.last?.id
    let history = reading.history
    replaceRows(
      history.versions.suffix(Self.limit).map { version in
        Row(
          id: Int(version.revision),
          version.cells(isBase: history.hasBase && version == history.versions.first))
      })
    notes = reading.notes
    if follows, let newest = history.versions.last { select(id: Int(newest.revision)) }
  }
}

extension HistoryReading {
  /// What must be known before the rows are taken for everything.
  fileprivate var notes: [[ListOverlay.Cell]] {
    var notes: [[ListOverlay.Cell]] = []
    func note(_ words: String, _ tone: ListOverlay.Cell.Tone = .dim) {
      notes.append([ListOverlay.Cell(words, tone)])
    }
    if let words = history.lossWords { note(words, .warning) }
    let hidden = history.dropped + max(0, history.versions.count - ListOverlay.limit)
    if hidden > 0 { note("\(hidden) older versions are not kept here.", .warning) }
    if !isDone {
      note("reading …", .time)
    } else if !history.isComplete && !history.mayBeComplete {
      note("The server sent no more: newer versions may be missing.", .warning)
    } else if history.versions.isEmpty {
      note("No version can be read.")
    }
    if let marked { note("= compares with revision \(marked)", .strong) }
    if !history.versions.isEmpty { note("= diff   m mark   etcd keeps no times: ages are unknown") }
    return notes
  }
}

extension KeyVersion {
  fileprivate func cells(isBase: Bool) -> [ListOverlay.Cell] {
    let event: ListOverlay.Cell =
      switch (kind, isCreate) {
      case (.delete, _): .init("delete", .removed)
      case (.put, true): .init("create", .added)
      case (.put, false): .init("put", .changed)
      }
    let words = isBase ? "the last that compaction left" : change?.words ?? ""
    return [
      .init(.number(Int(revision)), .strong),
      kind == .delete ? .init("-", .dim) : .init(.number(Int(version))), event,
      kind == .delete ? .init("-", .dim) : .init(.size(size)),
      .init(words, isBase ? .warning : .plain),
    ]
  }
}
