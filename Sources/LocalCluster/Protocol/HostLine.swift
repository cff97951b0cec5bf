/// One line between a cluster's host and its owner: `id verb name=value …`.
///
/// The owner numbers its commands; a reply carries the number of its command, an event the number
/// 0. Values are percent-encoded, so a line holds no other space and no newline.
struct HostLine: Hashable, Sendable {
  /// What the host says first, with the version of this protocol: both sides are the same program,
  /// except when a test meets a binary that was not built again.
  static let greeting = "etcdscope-cluster-host 1"

  var id: Int
  var verb: String
  var fields: [String: String]

  init(id: Int, verb: String, fields: [String: String] = [:]) {
    self.id = id
    self.verb = verb
    self.fields = fields
  }

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count >= 2, let id = Int(words[0]) else { return nil }
    self.init(id: id, verb: String(words[1]))
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Percent.decode(parts[1]) else { return nil }
      fields[String(parts[0])] = value
    }
  }

  var text: String {
    let encoded = fields.sorted { $0.key < $1.key }.map { " \($0.key)=\(Percent.encode($0.value))" }
    return "\(id) \(verb)\(encoded.joined())"
  }

  subscript(int name: String) -> Int? {
    fields[name].flatMap { Int($0) }
  }
}

/// Percent-encoding of all but what a value is usually made of.
enum Percent {
  static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }

  static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Cuts a stream of bytes into lines.
struct LineSplitter {
  private var rest: [UInt8] = []

  mutating func append(_ bytes: ArraySlice<UInt8>) -> [String] {
    rest += bytes
    var lines: [String] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(String(decoding: rest[..<end], as: UTF8.self))
      rest.removeFirst(end + 1)
    }
    return lines
  }
}
