import EtcdModel
import Testing

@testable import ValueFormats

@Suite("TOML, XML and base64")
struct MarkupFormatTests {
  @Test("TOML is recognised and its parts told apart")
  func toml() {
    let document = ValueDecoder.decode(
      """
      # settings
      title = "a # b"
      [server]
      ports = [ 8001,
        8002 ]  # two
      when = 2026-11-20T12:41:07Z
      point = { x = 1, on = true }
      text = \"\"\"
      one = 1
      \"\"\"
      """)
    #expect(document.format == .toml)
    #expect(document.contents == "TOML")
    #expect(document.text.count == 10)
    #expect(document.spans(.comment) == ["# settings", "# two"])
    #expect(document.spans(.number) == ["8001", "8002", "2026-11-20T12:41:07Z", "1"])
    #expect(document.spans(.bool) == ["true"])
    #expect(document.spans(.string).first == #""a # b""#)
    #expect(document.spans(.key).contains("[server]"))
  }

  @Test(
    "What is no TOML is not called so",
    arguments: [
      "name: value\nother: 2", "A=b\nC=d", "just text", "a = \nb = 1", "x = [1,\ny = 2", "= 1\n= 2",
      "[section]\nkey=unquoted text",
    ])
  func noTOML(text: String) {
    #expect(ValueDecoder.decode(text).format != .toml)
  }

  @Test("XML is recognised and its parts told apart")
  func xml() {
    let document = ValueDecoder.decode(
      """
      <?xml version="1.0"?>
      <list kind='a>b'>
        <!-- <two> -->
        <item/>text<![CDATA[<raw>]]>
      </list>
      """)
    #expect(document.format == .xml)
    #expect(document.contents == "XML")
    #expect(document.text[1] == "<list kind='a>b'>")
    #expect(document.spans(.string) == ["'a>b'", "<![CDATA[<raw>]]>"])
    #expect(document.spans(.comment) == [#"<?xml version="1.0"?>"#, "<!-- <two> -->"])
    #expect(document.spans(.key) == ["<list", ">", "<item", "/>", "</list", ">"])
  }

  @Test(
    "What is no XML is not called so",
    arguments: ["<a><b></a></b>", "<a>", "<a/><b/>", "< a/>", "<3 you", "text <a/>", "<a/> text"])
  func noXML(text: String) {
    #expect(ValueDecoder.decode(text).format != .xml)
  }

  @Test("XML that is cut off is shown as far as it goes, every byte of it")
  func cutXML() {
    let text = "<a>\n<b x=\"1\">y</b>\n<!-- open\nend"
    #expect(
      ValueDecoder.decode(text, as: .xml).text == text.split(separator: "\n").map(String.init))
  }

  @Test("base64 of something known is opened, in any alphabet and over lines")
  func base64() {
    let plain = ValueDecoder.decode("eyJhIjogMSwgImIiOiBbMV19")
    #expect(plain.contents == "base64 of JSON")
    #expect(plain.format == .json)
    #expect(plain.text.first == "{")
    #expect(ValueDecoder.decode("eyJhIjogMSwgImIi\nOiBbMV19\n").contents == "base64 of JSON")
    #expect(ValueDecoder.decode("eyJhIjogMSwgImIiOiBbMV19", as: .text).text[0].hasPrefix("eyJ"))
    #expect(Base64Format.decode(Array("_-8=".utf8)) == [0xFF, 0xEF])
    #expect(Base64Format.decode(Array("/+8".utf8)) == [0xFF, 0xEF])
    for wrong in ["a", "ab=c", "abcd=", "ab!d", "abc=="] {
      #expect(Base64Format.decode(Array(wrong.utf8)) == nil)
    }
  }

  @Test("A word that could be base64 stays a word")
  func words() {
    #expect(ValueDecoder.decode("configurationABC").contents == "text")
    #expect(ValueDecoder.decode("no base64!", as: .base64).note?.contains("no base64") == true)
  }

  @Test(
    "Compressions are named",
    arguments: [
      ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0]), ("lz4", [0x04, 0x22, 0x4D, 0x18, 0]),
      ("snappy", [0xFF, 6, 0, 0] + Array("sNaPpY".utf8)),
      ("bzip2", Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
      ("xz", [0xFD] + Array("7zXZ".utf8) + [0]), ("lz4", [0x02, 0x21, 0x4C, 0x18, 0]),
      ("s2", [0xFF, 6, 0, 0] + Array("S2sTwO".utf8)), ("compress", [0x1F, 0x9D, 0x90]),
      ("lzma", [0x5D, 0, 0, 0x80, 0] + [UInt8](repeating: 0xFF, count: 8)),
      ("lzip", Array("LZIP".utf8) + [1, 0x0C]), ("lzop", [0x89] + Array("LZO".utf8) + [0, 13]),
      ("zip", Array("PK".utf8) + [3, 4]), ("7z", Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C]),
    ] as [(String, [UInt8])])
  func compressions(name: String, bytes: [UInt8]) {
    let document = ValueDecoder.decode(bytes)
    #expect(document.contents == name)
    #expect(document.note == "shown as bytes: this compression is not opened here")
  }

  @Test("A text that begins like bzip2 is a text")
  func noBzip2() {
    #expect(ValueDecoder.decode("BZhello, world").contents == "text")
    #expect(ValueDecoder.decode("LZIP of something").contents == "text")
  }
}
