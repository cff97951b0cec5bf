import CPlatform

/// `/proc/net/tcp`: the machine's IPv4 connections, a line each. There may be tens of thousands, so
/// that lines are searched for instead of all being taken apart.
struct TCPTable: Sendable {
  /// What matters of a line.
  struct Entry: Hashable, Sendable {
    var localPort: UInt16
    var isEstablished: Bool
    var inode: UInt64

    /// `sl local_address rem_address st queues tr retrnsmt uid timeout inode`, numbers before the
    /// user in hexadecimal.
    init?(_ line: some StringProtocol) {
      let fields = line.split(separator: " ", maxSplits: 10)
      guard fields.count > 9, let inode = UInt64(fields[9]),
        let port = fields[1].split(separator: ":").last.flatMap({ UInt16($0, radix: 16) })
      else { return nil }
      localPort = port
      isEstablished = fields[3] == "01"
      self.inode = inode
    }
  }

  private let text: String

  init(text: String) {
    self.text = text
  }

  /// As it is now; empty where there is none.
  static func read() -> TCPTable {
    TCPTable(text: (try? TextFile.read("/proc/net/tcp")) ?? "")
  }

  /// The client's side of a connection over 127.0.0.1.
  func connection(from source: UInt16, to port: UInt16) -> Entry? {
    entries(with: " \(Self.address(source)) \(Self.address(port)) ").first
  }

  /// Whatever has this port at its own end.
  func entries(at port: UInt16) -> [Entry] {
    entries(with: ": \(Self.address(port)) ")
  }

  private static func address(_ port: UInt16) -> String {
    let digits = String(port, radix: 16, uppercase: true)
    return "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func entries(with needle: String) -> [Entry] {
    let bytes = text.utf8
    return offsets(of: needle).compactMap { offset in
      let place = bytes.index(bytes.startIndex, offsetBy: offset)
      let newline = UInt8(ascii: "\n")
      let start = bytes[..<place].lastIndex(of: newline).map(bytes.index(after:))
      let end = bytes[place...].firstIndex(of: newline)
      return Entry(text[(start ?? bytes.startIndex)..<(end ?? bytes.endIndex)])
    }
  }

  private func offsets(of needle: String) -> [Int] {
    let needle = Array(needle.utf8)
    var text = text
    return text.withUTF8 { text in
      var offsets: [Int] = []
      var from = 0
      while from < text.count {
        let rest = UnsafeBufferPointer(rebasing: text[from...])
        let found = platform_find(
          rest.baseAddress, UInt(rest.count), needle, UInt(needle.count))
        guard found >= 0 else { break }
        offsets.append(from + found)
        from += found + needle.count
      }
      return offsets
    }
  }
}
