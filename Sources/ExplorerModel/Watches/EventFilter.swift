import EtcdModel
import TerminalModel

/// Which events the watches pane shows: words, all of which must fit.
///
/// `put`, `new`, `del` choose kinds; `key:TEXT` and `value:TEXT` look for a text; a word alone looks
/// in the key; `!` before a word turns it round. Bytes are written as keys show them, a space as
/// `\x20`.
public struct EventFilter: Hashable, Sendable {
  private enum Test: Hashable, Sendable {
    case kind(put: Bool, created: Bool, deleted: Bool)
    case key([UInt8])
    case value([UInt8])
  }

  private struct Term: Hashable, Sendable {
    var test: Test
    var isInverted: Bool
  }

  /// As it was typed.
  public let text: String
  private let terms: [Term]

  /// nil for a text without words: nothing is left out.
  init?(_ text: String) {
    let terms = text.split(separator: " ").compactMap { word -> Term? in
      let isInverted = word.hasPrefix("!")
      let word = isInverted ? word.dropFirst() : word
      return word.isEmpty ? nil : Term(test: Self.test(word), isInverted: isInverted)
    }
    guard !terms.isEmpty else { return nil }
    self.text = text
    self.terms = terms
  }

  private static func test(_ word: Substring) -> Test {
    switch word.lowercased() {
    case "put": return .kind(put: true, created: true, deleted: false)
    case "new", "create": return .kind(put: false, created: true, deleted: false)
    case "del", "delete": return .kind(put: false, created: false, deleted: true)
    default: break
    }
    if word.hasPrefix("key:") { return .key(EscapedText.bytes(String(word.dropFirst(4)))) }
    if word.hasPrefix("value:") { return .value(EscapedText.bytes(String(word.dropFirst(6)))) }
    return .key(EscapedText.bytes(String(word)))
  }

  func matches(_ event: Event) -> Bool {
    matches(
      kind: event.kind, isCreate: event.isCreate, key: event.keyValue.key.bytes,
      value: event.keyValue.value)
  }

  /// Of an event that came before the filter only the beginning of the value is there to look at.
  func matches(_ event: WatchedEvent) -> Bool {
    matches(
      kind: event.kind, isCreate: event.isCreate, key: event.key.bytes, value: event.preview)
  }

  private func matches(kind: Event.Kind, isCreate: Bool, key: [UInt8], value: [UInt8]) -> Bool {
    terms.allSatisfy { term in
      let fits =
        switch term.test {
        case .kind(let put, let created, let deleted):
          kind == .delete ? deleted : isCreate ? created : put
        case .key(let text): key.contains(text)
        case .value(let text): value.contains(text)
        }
      return fits != term.isInverted
    }
  }
}
