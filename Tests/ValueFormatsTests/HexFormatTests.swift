import EtcdModel
import Testing
import ValueFormats

@Suite("Hex")
struct HexFormatTests {
  @Test("Sixteen bytes a line, with offset, two groups and ASCII")
  func layout() {
    let document = ValueDecoder.decode(Array(0...0x21) + [0x7E, 0x7F, 0xFF], as: .hex)
    #expect(
      document.text == [
        "0000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  ................",
        "0010  10 11 12 13 14 15 16 17  18 19 1a 1b 1c 1d 1e 1f  ................",
        "0020  20 21 7e 7f ff                                     !~..",
      ])
    #expect(document.spans(.hexOffset) == ["0000  ", "0010  ", "0020  "])
    #expect(
      document.lines[2].spans.filter { $0.role == .hexPrintable }.map(\.text) == [
        "20 21 7e ", " !~",
      ])
  }

  @Test("The digits give the bytes back", arguments: 0..<20 as Range<UInt64>)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    let digits = ValueDecoder.decode(bytes, as: .hex).text.flatMap { line in
      line.dropFirst(6).prefix(50).split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }
    #expect(digits == bytes)
  }

  @Test("A preview shows whole lines up to the limit")
  func preview() {
    let document = ValueDecoder.decode([UInt8](repeating: 0, count: 100), as: .hex, limit: 20)
    #expect(document.lines.count == 2)
    #expect(document.shownSize == 20)
    #expect(document.isPreview)
  }
}
