import EtcdModel
import Testing
import ValueFormats

@Suite("Protobuf")
struct ProtobufFormatTests {
  @Test("Every wire type is shown, and messages as trees")
  func tree() {
    let inner = field(1, Array("name".utf8)) + field(2, field(3, [0x08, 5]))
    let bytes =
      [0x08, 0x96, 0x01] + [0x11, 1, 0, 0, 0, 0, 0, 0, 0x80] + [0x1D, 0xFF, 0, 0, 0]
      + field(4, inner) + field(5, Array("a \"quoted\"\nline\t\\".utf8)) + field(6, [0xFF, 0])
      + field(7, [])
    let document = ValueDecoder.decode(bytes, as: .protobuf)
    #expect(
      document.text == [
        "1: 150",
        "2: 0x8000000000000001",
        "3: 0xff",
        "4 {",
        #"  1: "name""#,
        "  2 {",
        "    3 {",
        "      1: 5",
        "    }",
        "  }",
        "}",
        #"5: "a \"quoted\"\nline\t\\""#,
        "6: ff 00",
        #"7: """#,
      ])
    #expect(document.note == nil)
    #expect(!document.isPreview)
    #expect(document.spans(.key) == ["1", "2", "3", "4", "1", "2", "3", "1", "5", "6", "7"])
  }

  @Test("A message whose first field is a long text is not taken for text")
  func messageLikeText() {
    let message = field(1, Array("thirty-two characters, no control".utf8.prefix(32)))
    let document = ValueDecoder.decode(field(9, message), as: .protobuf)
    #expect(document.text == ["9 {", #"  1: "thirty-two characters, no contro""#, "}"])
  }

  @Test("A message with texts in it is known by its look; bytes by chance are not")
  func detected() {
    let message: [UInt8] =
      [0x0A, 4] + Array("name".utf8) + [0x10, 0x96, 1, 0x1A, 10, 0x0A, 6] + Array("nested".utf8)
      + [0x18, 1]
    let document = ValueDecoder.decode(message)
    #expect(document.contents == "protobuf by its look")
    #expect(document.format == .protobuf)
    #expect(document.text.first == #"1: "name""#)
    #expect(ValueDecoder.decode(message + [0xFF]).contents == "binary")
    var random = SeededGenerator(seed: 3)
    for length in [8, 12, 16, 20, 32, 64] {
      for _ in 0..<2000 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(ValueDecoder.decode(bytes, limit: 0).contents != document.contents)
      }
    }
  }

  @Test("What is no protobuf is shown as bytes, and told")
  func fault() {
    let document = ValueDecoder.decode([0x08, 1, 0x0F, 0x41], as: .protobuf)
    #expect(document.text[0] == "1: 1")
    #expect(document.text[1].hasPrefix("0002  0f 41"))
    #expect(document.note == "no protobuf from byte 2 on, shown as bytes")
    #expect(ValueDecoder.decode("text", as: .protobuf).note?.contains("from byte 0") == true)
  }

  @Test("Long bytes and texts are shown in part, and how much is said")
  func long() {
    let bytes = field(1, [UInt8](repeating: 0xFF, count: 100))
    #expect(
      ValueDecoder.decode(bytes, as: .protobuf).text[0].hasSuffix("ff first 32 of 100 bytes"))
    let text = field(1, [UInt8](repeating: 0x61, count: 5000))
    #expect(
      ValueDecoder.decode(text, as: .protobuf).text[0].hasSuffix("a\" first 4096 of 5000 bytes"))
  }

  @Test("Nesting without end is shown to a depth")
  func depth() {
    var bytes: [UInt8] = [0x08, 1]
    for _ in 0..<200 { bytes = field(1, bytes) }
    let document = ValueDecoder.decode(bytes, as: .protobuf)
    #expect(document.lines.count == 65)
    #expect(document.note == nil)
  }

  @Test("A preview leaves out the fields behind the limit")
  func preview() {
    let document = ValueDecoder.decode(
      [0x08, 1, 0x10, 2, 0x18, 3, 0x20, 4], as: .protobuf, limit: 4)
    #expect(document.text == ["1: 1", "2: 2"])
    #expect(document.shownSize == 4)
    #expect(document.isPreview)
    #expect(document.note == nil)
  }

  @Test("A preview has a bounded number of lines, also inside a message")
  func manyLines() {
    let inner = Array(repeatElement([0x08, 1] as [UInt8], count: 60_000).joined())
    let bytes = [0x0A, 0xC0, 0xA9, 0x07] + inner
    let document = ValueDecoder.decode(bytes, as: .protobuf)
    #expect(document.lines.count == 50_001)
    #expect(document.shownSize == 4 + 2 * 49_999)
    #expect(document.isPreview)
  }

  private func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(content.count & 0x7F) | 0x80, UInt8(content.count >> 7)] + content
  }
}
