import EtcdModel
import TerminalModel

extension ExplorerState {
  /// What the copy menu offers, by the ids of its rows.
  private enum CopyChoice: Int, CaseIterable {
    case raw, shown, key, command
  }

  /// The key that is meant, open or only selected.
  private var copiedPath: (bytes: [UInt8], isPrefix: Bool)? {
    if focus == .keys, let place = tree.selectedPlace, case .child(let index) = place.item,
      let path = tree.selectedPath
    {
      return (path, tree.tree.branches[place.branch].level.isBranch(at: index))
    }
    if focus == .watches, case .event(let event) = watches.selected?.content {
      return (event.key.bytes, false)
    }
    return value.key.map { ($0.bytes, false) }
  }

  mutating func openCopyMenu() -> [Effect] {
    guard let path = copiedPath else {
      say("Select a key first.", .warning)
      return []
    }
    let isOpen = !path.isPrefix && value.key?.bytes == path.bytes && value.keyValue != nil
    let rows = CopyChoice.allCases.filter { isOpen || $0 == .key || $0 == .command }
      .map { choice in
        ListOverlay.Row(
          id: choice.rawValue, [.init(title(choice, path)), .init(detail(choice, path), .dim)])
      }
    return open(
      ListOverlay(
        .copyMenu, title: "Copy", columns: [.init("", minimum: 14), .init("", grows: true)],
        rows: rows, verb: "copy"))
  }

  mutating func copy(_ list: ListOverlay) -> [Effect] {
    guard let path = copiedPath, let choice = list.selected.flatMap({ CopyChoice(rawValue: $0.id) })
    else { return [] }
    overlay = nil
    switch choice {
    case .raw:
      if isMasked { return sayMasked() }
      return [.copy(value.keyValue?.value ?? [], what: "the value's bytes")]
    case .shown:
      // With the escapes that are on the screen: what it is pasted into may obey the rest.
      let sanitiser = Sanitiser(backslash: .verbatim)
      let lines = value.document?.lines ?? []
      let text = lines.reduce(into: "") { $0 += sanitiser.text($1.text) + "\n" }
      return [.copy(Array(text.utf8), what: "the value as it is shown")]
    case .key: return [.copy(path.bytes, what: path.isPrefix ? "the prefix" : "the key")]
    case .command:
      return [.copy(Array(command(path).utf8), what: "the \(program(path)) command")]
    }
  }

  private func title(
    _ choice: CopyChoice, _ path: (bytes: [UInt8], isPrefix: Bool)
  ) -> String {
    switch choice {
    case .raw: "value, raw"
    case .shown: "value, as shown"
    case .key: path.isPrefix ? "prefix" : "key"
    case .command: "\(program(path)) command"
    }
  }

  /// No word of a command line holds a zero byte, and etcdctl takes no escapes.
  private func program(_ path: (bytes: [UInt8], isPrefix: Bool)) -> String {
    path.bytes.contains(0) ? "etcdscope" : "etcdctl"
  }

  private func detail(_ choice: CopyChoice, _ path: (bytes: [UInt8], isPrefix: Bool)) -> String {
    switch choice {
    case .raw:
      counted(value.keyValue?.value.count ?? 0, "byte") + (isMasked ? ", masked" : "")
        + (value.keyValue?.value.count ?? 0 > Clipboard.limit ? ", too many to copy" : "")
    case .shown:
      counted(value.document?.lines.count ?? 0, "line")
        + (value.document?.isPreview == true ? ", a preview" : "")
    case .key: counted(path.bytes.count, "byte")
    case .command: command(path)
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// With variables instead of flags: etcdctl ends where both are set.
  private func command(_ path: (bytes: [UInt8], isPrefix: Bool)) -> String {
    let endpoints = options.endpoints.map(\.description).joined(separator: ",")
    let variables = [ClientVariable("ETCDCTL_ENDPOINTS", endpoints)] + options.clientVariables
    var command = variables.map { "\($0.name)=\(ShellText.quoted(Array($0.value.utf8))) " }.joined()
    if program(path) == "etcdctl" {
      command = "ETCDCTL_API=3 " + command + "etcdctl get \(ShellText.quoted(path.bytes))"
      if path.isPrefix { command += " --prefix --keys-only" }
    } else {
      let escaped = ShellText.quoted(Array(Sanitiser().text(path.bytes).utf8))
      command += "etcdscope \(path.isPrefix ? "ls" : "get") \(escaped)"
      if path.isPrefix { return command }
    }
    if let revision = value.key?.bytes == path.bytes ? value.shownRevision : tree.revision {
      command += " --rev=\(revision)"
    }
    return command
  }
}

/// Words of a POSIX shell, and of bash where bytes are not printable.
enum ShellText {
  static func quoted(_ bytes: [UInt8]) -> String {
    let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) }
    guard !isPlain else {
      let text = String(decoding: bytes, as: UTF8.self)
      let isSafe = !text.isEmpty && text.utf8.allSatisfy { safe.contains($0) }
      return isSafe
        ? text
        : "'"
          + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
          + "'"
    }
    let words = bytes.map { byte -> String in
      switch byte {
      case UInt8(ascii: "'"): "\\'"
      case UInt8(ascii: "\\"): "\\\\"
      case 0x20...0x7E: String(UnicodeScalar(byte))
      default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return "$'" + words.joined() + "'"
  }

  private static let safe = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@%+,=".utf8)
}
