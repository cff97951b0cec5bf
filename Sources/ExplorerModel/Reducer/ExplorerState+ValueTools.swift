import EtcdModel

extension ExplorerState {
  mutating func toggleSecret() -> [Effect] {
    guard value.document?.secrecy != .open, value.document != nil else {
      say("This value is not one that Kubernetes calls secret.")
      return []
    }
    guard value.compared == nil else {
      say("Differences of secrets stay masked.", .warning)
      return []
    }
    let effects = value.toggleSecret(now, &identifiers)
    say(
      value.revealedUntil == nil
        ? "The secret is masked again." : "The secret is shown for 60 s; S masks it before.")
    return effects
  }

  mutating func searchValue(_ needle: String) -> [Effect] {
    guard !needle.isEmpty, let document = value.document else {
      value.search = nil
      return []
    }
    var search = ValueSearch(needle)
    search.look(in: document.lines.lazy.map(\.text))
    let line = search.start(at: value.top)
    value.search = search
    show(match: line)
    return []
  }

  mutating func goToMatchInValue(by distance: Int) -> [Effect] {
    guard var search = value.search else {
      say("Type / and what to look for first.")
      return []
    }
    let line = search.next(by: distance)
    value.search = search
    show(match: line)
    return []
  }

  private mutating func show(match line: Int?) {
    guard let line, let search = value.search else {
      say("\"\(value.search?.needle ?? "")\" is not in what is shown.", .warning)
      return
    }
    value.scroll(to: line - paneSizes[.value].rows / 3, in: paneSizes[.value])
    let count = search.lines.count
    say(
      "Line \(line + 1): match \(search.current + 1) of \(count == 1 ? "1 line" : "\(count) lines")."
    )
  }

  /// `x`: all bytes as they are stored, whatever is shown of them.
  mutating func saveValue() -> [Effect] {
    guard let pair = value.keyValue else {
      say("No value is loaded.", .warning)
      return []
    }
    guard !isMasked else { return sayMasked() }
    return [.save(pair.value, name: FileName.of(pair.key, revision: pair.modRevision))]
  }

  /// What is not looked at yet may be a Secret.
  var isMasked: Bool { value.isDecoding || value.document?.secrecy == .masked }

  mutating func sayMasked() -> [Effect] {
    say(
      value.isDecoding
        ? "The value is still being looked at: a moment."
        : "This is a Secret: S shows it, then it can be copied and saved.", .warning)
    return []
  }
}

/// Names of files made from foreign keys.
enum FileName {
  private static let longest = 80

  /// The last letters, digits, dots and dashes of the key, and the revision.
  static func of(_ key: Key, revision: Revision) -> String {
    let plain = key.bytes.map { byte -> Character in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        Character(UnicodeScalar(byte))
      default: "_"
      }
    }
    // A name that begins with a dot would be hidden.
    let name = String(plain.suffix(longest).drop { $0 == "." || $0 == "_" })
    return "\(name.isEmpty ? "key" : name)@\(revision)"
  }
}
