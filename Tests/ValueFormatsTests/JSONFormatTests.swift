import EtcdModel
import Testing
import ValueFormats

@Suite("JSON")
struct JSONFormatTests {
  @Test("An object is laid out one member a line, empty containers closed up")
  func layout() {
    let document = ValueDecoder.decode(#" {"a":1,"b":[true,null,"x"],"c":{},"d":[ ]} "#)
    #expect(document.format == .json)
    #expect(document.contents == "JSON")
    #expect(document.note == nil)
    #expect(!document.isPreview)
    #expect(
      document.text == [
        "{",
        #"  "a": 1,"#,
        #"  "b": ["#,
        "    true,",
        "    null,",
        #"    "x""#,
        "  ],",
        #"  "c": {},"#,
        #"  "d": []"#,
        "}",
      ])
  }

  @Test("Each piece has its role")
  func roles() {
    let document = ValueDecoder.decode(#"{"k":"s","n":-1.5e+3,"t":[true,false,null]}"#)
    #expect(document.spans(.key) == [#""k""#, #""n""#, #""t""#])
    #expect(document.spans(.string) == [#""s""#])
    #expect(document.spans(.number) == ["-1.5e+3"])
    #expect(document.spans(.bool) == ["true", "false"])
    #expect(document.spans(.null) == ["null"])
    #expect(document.spans(.punctuation).joined() == "{: ,: ,: [,,]}")
  }

  @Test("Numbers keep their digits, keys their order and doubles, strings their escapes")
  func nothingIsLost() {
    let number = "123456789012345678901234567890.000100E-400"
    let document = ValueDecoder.decode(#"{"z":\#(number),"a":1,"a":2,"é":"\u00e9\/\n é"}"#)
    #expect(document.spans(.number) == [number, "1", "2"])
    #expect(document.spans(.key) == [#""z""#, #""a""#, #""a""#, #""é""#])
    #expect(document.spans(.string) == [#""\u00e9\/\n é""#])
  }

  @Test(
    "What is no JSON document is shown as text by itself",
    arguments: [
      "42", "\"x\"", "{", "{}x", "[1,]", "{\"a\"}", "{a:1}", "[1 2]", "[\"a]", "[01x]", "[-]",
      "[1.]", "[1e]", "{\"a\":1]", "[tru]", "[\"\n\"]", "hello",
    ])
  func notADocument(text: String) {
    let document = ValueDecoder.decode(text)
    #expect(document.format == .text)
    #expect(document.contents == "text")
    #expect(document.text.joined(separator: "\n") == text)
  }

  @Test("Asked for JSON, what follows the first fault is shown as it is, and the fault named")
  func fault() {
    let document = ValueDecoder.decode("{\"a\":1, oops \"b\":\n2}", as: .json)
    #expect(document.requested == .json)
    #expect(document.text == ["{", "  \"a\": 1,", "  oops \"b\":", "2}"])
    #expect(document.note == "no JSON from byte 8 on, shown as it is: a key is missing")
    #expect(!document.isPreview)
  }

  @Test(
    "Faults are named with their place",
    arguments: [
      ("", "byte 0 on, shown as it is: it ends too early"),
      ("[1", "byte 2 on, shown as it is: it ends too early"),
      ("[1 2", "byte 3 on, shown as it is: a comma or ] is missing"),
      ("{\"a\":1 2", "byte 7 on, shown as it is: a comma or } is missing"),
      ("{\"a\" 1", "byte 5 on, shown as it is: a colon is missing"),
      ("\"a", "byte 2 on, shown as it is: a string does not end"),
      ("-", "byte 0 on, shown as it is: a number is not finished"),
      ("1 2", "byte 2 on, shown as it is: something follows its end"),
    ])
  func faults(text: String, note: String) {
    #expect(ValueDecoder.decode(text, as: .json).note == "no JSON from " + note)
  }

  @Test("Bytes that are not text are escaped inside strings when JSON is asked for")
  func foreignBytes() {
    let document = ValueDecoder.decode(
      [0x5B, 0x22, 0x61, 0xFF, 0x7F, 0x62, 0x22, 0x5D], as: .json)
    #expect(document.text == ["[", #"  "a\xff\x7fb""#, "]"])
    #expect(document.spans(.hexOther) == [#"\xff\x7f"#])
  }

  @Test("Nesting without end is a fault, and indents no further than a screen")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    let document = ValueDecoder.decode(deep, as: .json)
    #expect(document.note?.contains("nested too deep") == true)
    #expect(document.lines.count == 513)
    #expect(document.lines[500].text == String(repeating: " ", count: 64) + "[")
  }

  @Test("A preview ends within the limit and says how much it shows")
  func preview() {
    let text = #"{"a":"éééééééé","b":2}"#
    for limit in 0...text.utf8.count {
      let document = ValueDecoder.decode(text, limit: limit)
      #expect(document.format == .json)
      #expect(document.note == nil)
      #expect(document.shownSize <= limit)
      #expect(document.isPreview == (limit < text.utf8.count))
      #expect(document.text.joined().filter { $0 != " " }.utf8.count <= limit)
      #expect(document.spans(.hexOther).isEmpty)
    }
    let cut = ValueDecoder.decode(text, limit: 10)
    #expect(cut.text == ["{", #"  "a": "éé"#])
    #expect(cut.shownSize == 10)
  }

  @Test("A preview has a bounded number of lines")
  func manyLines() {
    let text = "[" + String(repeating: "0,", count: 100_000) + "0]"
    let document = ValueDecoder.decode(text)
    #expect(document.format == .json)
    #expect(document.lines.count <= 50_001)
    #expect(document.isPreview)
    #expect(document.shownSize > 90_000)
  }

  @Test("Laid out again, a layout is the same", arguments: 0..<50 as Range<UInt64>)
  func layoutIsStable(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = "[" + randomJSON(depth: 5, using: &random) + "]"
    let once = ValueDecoder.decode(text)
    #expect(once.format == .json)
    let again = ValueDecoder.decode(once.text.joined(separator: "\n"))
    #expect(again.text == once.text)
    #expect(once.text.joined().filter { $0 != " " } == text)
  }

  private func randomJSON(depth: Int, using random: inout SeededGenerator) -> String {
    func members(_ make: (inout SeededGenerator) -> String) -> String {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in make(&random) }
        .joined(separator: ",")
    }
    switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &random) {
    case 0: return "null"
    case 1: return "true"
    case 2: return "-12.5e10"
    case 3: return #""a\"{[,:\\é""#
    case 4: return #""""#
    case 5: return "[" + members { randomJSON(depth: depth - 1, using: &$0) } + "]"
    default: return "{" + members { #""k":"# + randomJSON(depth: depth - 1, using: &$0) } + "}"
    }
  }
}
