import EtcdModel
import Testing

@testable import ValueFormats

/// Values are foreign bytes: whatever they are, a document comes of them, within bounds.
@Suite("Hostile values")
struct HostileValueTests {
  private static let formats: [ValueFormat?] = [nil] + ValueFormat.allCases.map(Optional.some)

  private static let seeds: [[UInt8]] = [
    Array(#"{"kind":"Secret","data":{"a":[1,true,null,"x\u0041"]}}"#.utf8),
    Array("a: 1\nb:\n- |\n  text\n".utf8), Array("[t]\na = [1, {b = '''x'''}]\n".utf8),
    Array("<?xml?><a b='c'><!-- --><d/></a>".utf8), Array("eyJhIjogMSwgImIiOiBbMV19".utf8),
    Array("k8s\0".utf8) + [
      10, 9, 10, 2, 118, 49, 18, 3, 80, 111, 100, 18, 12, 10, 3, 10, 1, 97, 18, 5, 18, 3, 10, 1, 98,
    ],
    Array("k8s:enc:aescbc:v1:key1:".utf8) + [0xFF, 0], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B],
    // {"a":1} in gzip and {"a": [1, 2]} in zlib's format.
    [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF, 0xAB, 0x56, 0x4A, 0x54, 0xB2, 0x32, 0xAC, 5, 0, 0xAF,
      0xAC, 0x1B, 0x56, 7, 0, 0, 0,
    ],
    [
      0x78, 0x9C, 0xAB, 0x56, 0x4A, 0x54, 0xB2, 0x52, 0x88, 0x36, 0xD4, 0x51, 0x30, 0x8A, 0xAD, 5,
      0, 0x17, 0x39, 3, 0x5F,
    ],
    [0x0A, 4] + Array("name".utf8) + [0x10, 0x96, 1, 0x1A, 10, 0x0A, 6] + Array("nested".utf8),
    Array("plain text\r\n\twith \u{202E}odd letters\n".utf8),
  ]

  /// Bounded, and free of controls.
  private func check(_ bytes: [UInt8], _ format: ValueFormat?, limit: Int) {
    let document = ValueDecoder.decode(bytes, as: format, limit: limit)
    #expect(document.shownSize <= max(document.size, bytes.count))
    #expect(document.lines.count <= 60_000 + limit)
    let hasControl = document.lines.contains { line in
      line.spans.contains { span in span.text.utf8.contains { $0 < 0x20 || $0 == 0x7F } }
    }
    #expect(!hasControl)
  }

  @Test("Random bytes in every format", arguments: 0..<20 as Range<UInt64>)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for format in Self.formats { check(bytes, format, limit: 256) }
    }
  }

  @Test("Differences of whatever bytes", arguments: 0..<8 as Range<UInt64>)
  func differences(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let sides = (0..<2).map { _ -> [UInt8] in
        var bytes = Self.seeds.randomElement(using: &random) ?? []
        bytes.replaceSubrange(
          0..<Int.random(in: 0...bytes.count, using: &random),
          with: (0..<Int.random(in: 0..<40, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
          })
        return bytes
      }
      for format in Self.formats {
        let document = ValueDiff.document(from: sides[0], to: sides[1], as: format)
        let text = document.lines.flatMap(\.spans).map(\.text).joined()
        #expect(!text.utf8.contains { $0 < 0x20 || $0 == 0x7F })
        #expect(document.lines.count < 2000)
      }
    }
  }

  @Test("Every beginning of a good value, and values with one byte changed")
  func mutations() {
    var random = SeededGenerator(seed: 7)
    for seed in Self.seeds {
      for length in 0...seed.count {
        for format in Self.formats { check(Array(seed.prefix(length)), format, limit: 1000) }
      }
      for _ in 0..<100 {
        var bytes = seed
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
        for format in Self.formats { check(bytes, format, limit: 1000) }
      }
    }
  }

  @Test("Lengths that lie: protobuf fields that claim more than there is, or than fits a number")
  func lengths() {
    let lies: [[UInt8]] = [
      [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
      [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x61],
      [0x0A, 0x80, 0x80, 0x80, 0x80, 0x08], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
      [UInt8](repeating: 0x80, count: 100),
    ]
    for lie in lies {
      for prefix in [[], Array("k8s\0".utf8), Array("k8s\0".utf8) + [10, 5, 10, 3]] {
        for format in Self.formats { check(prefix + lie, format, limit: 1000) }
      }
    }
  }

  @Test("Depth beyond every stack: brackets, elements, messages, base64 and gzip within each other")
  func depth() {
    var message: [UInt8] = [0x08, 1]
    for _ in 0..<2000 {
      message = [0x0A] + varint(message.count) + message
    }
    var words = Array("a message that makes sense".utf8)
    for _ in 0..<12 { words = base64(words) }
    let deep: [[UInt8]] = [
      [UInt8](repeating: UInt8(ascii: "["), count: 200_000),
      Array(String(repeating: #"{"a":"#, count: 40_000).utf8),
      Array(String(repeating: "<a>", count: 50_000).utf8),
      Array(("a = " + String(repeating: "[", count: 100_000)).utf8),
      Array(String(repeating: "- ", count: 100_000).utf8), message,
      Array("k8s\0".utf8) + [10, 0, 18] + varint(message.count) + message, words,
    ]
    for bytes in deep {
      for format in Self.formats { check(bytes, format, limit: 64 << 10) }
    }
  }

  @Test("One very long line, and very many empty ones")
  func shapes() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 18)
    let empty = [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 16)
    for format in Self.formats {
      check(long, format, limit: ValueDecoder.previewSize)
      check(empty, format, limit: ValueDecoder.previewSize)
    }
  }

  private func varint(_ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count - 2, by: 3) {
      let bits = bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
      text += [18, 12, 6, 0].map { alphabet[bits >> $0 & 63] }
    }
    return text
  }
}
