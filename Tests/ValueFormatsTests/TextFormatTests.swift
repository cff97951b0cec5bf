import EtcdModel
import Testing
import ValueFormats

@Suite("Text")
struct TextFormatTests {
  @Test("Lines are split at LF and CR LF; an end of line at the end opens no further line")
  func lines() {
    let document = ValueDecoder.decode("a\n\nbé\r\nc\n")
    #expect(document.format == .text)
    #expect(document.text == ["a", "", "bé", "c"])
    #expect(document.shownSize == 10)
  }

  @Test("An empty value is empty text")
  func empty() {
    let document = ValueDecoder.decode([])
    #expect(document.format == .text)
    #expect(document.contents == "empty")
    #expect(document.lines.isEmpty)
    #expect(!document.isPreview)
  }

  @Test("Tabs reach to the next eighth column")
  func tabs() {
    let document = ValueDecoder.decode("\ta\n1234567\tb\n12345678\tc\né\td")
    #expect(
      document.text == [
        "        a", "1234567 b", "12345678        c", "é       d",
      ])
  }

  @Test(
    "Controls and bytes that are not UTF-8 make a value binary",
    arguments: [
      [0x61, 0x00], [0x1B, 0x5B], [0x0D, 0x61], [0x7F], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF5, 0x80, 0x80, 0x80], [0x80], [0x61, 0xC3],
    ] as [[UInt8]])
  func binary(bytes: [UInt8]) {
    let document = ValueDecoder.decode(bytes)
    #expect(document.format == .hex)
    #expect(document.contents == "binary")
  }

  @Test("Every scalar at the edges of UTF-8 is text")
  func edges() {
    let text = "\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(ValueDecoder.decode(text).text == [text])
  }

  @Test("Asked for text, other bytes are escaped and the reader is told")
  func forced() {
    let document = ValueDecoder.decode([0x61, 0x1B, 0xFF, 0x62, 0x0A, 0x0D, 0x63], as: .text)
    #expect(document.text == [#"a\x1b\xffb"#, #"\x0dc"#])
    #expect(document.spans(.hexOther) == [#"\x1b\xff"#, #"\x0d"#])
    #expect(document.note == #"not all of it is text: other bytes are shown as \xNN"#)
  }

  @Test("A preview splits no scalar")
  func preview() {
    let text = "aé漢😀"
    let shown = (0...text.utf8.count).map { ValueDecoder.decode(text, limit: $0) }
    #expect(shown.map(\.shownSize) == [0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10])
    #expect(shown[9].text == ["aé漢"])
    #expect(shown[9].isPreview)
    #expect(!shown[10].isPreview)
  }

  @Test("A long line comes in spans that can be drawn one by one")
  func longLine() {
    let line = String(repeating: "aé漢😀", count: 1_000)
    let spans = ValueDecoder.decode(line).lines[0].spans
    #expect(spans.allSatisfy { $0.text.utf8.count <= 1_027 })
    #expect(spans.map(\.text).joined() == line)
  }

  @Test("A megabyte is shown in part by default")
  func large() {
    let document = ValueDecoder.decode(String(repeating: "line\n", count: 200_000))
    #expect(document.size == 1_000_000)
    #expect(document.shownSize == 256 << 10)
    #expect(document.lines.count == 52_429)
  }
}
