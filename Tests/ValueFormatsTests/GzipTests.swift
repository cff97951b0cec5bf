import EtcdModel
import Testing
import ValueFormats

@Suite("gzip")
struct GzipTests {
  @Test("What is inside is shown, and named")
  func opened() {
    let document = ValueDecoder.decode(Self.json)
    #expect(document.contents == "gzip of JSON")
    #expect(document.format == .json)
    #expect(document.text == ["{", #"  "a": 1"#, "}"])
    #expect(document.size == 7)
    #expect(document.note == nil)
    #expect(ValueDecoder.decode(Self.json, as: .text).text == [#"{"a":1}"#])
  }

  @Test("zlib's own format is opened, too; what only begins like it is not")
  func zlib() {
    let document = ValueDecoder.decode(Self.zlibJSON)
    #expect(document.contents == "zlib of JSON")
    #expect(document.text == ["{", #"  "a": ["#, "    1,", "    2", "  ]", "}"])
    #expect(ValueDecoder.decode(Self.zlibJSON, as: .hex).text[0].hasPrefix("0000  78 9c"))
    #expect(ValueDecoder.decode(Array(Self.zlibJSON.dropLast())).contents == "binary")
    #expect(ValueDecoder.isSecret(Self.zlibSecret))
    #expect(ValueDecoder.decode(Self.zlibSecret).secrecy == .masked)
  }

  @Test("Hex shows what is stored")
  func hex() {
    let document = ValueDecoder.decode(Self.json, as: .hex)
    #expect(document.contents == "gzip")
    #expect(document.size == Self.json.count)
    #expect(document.text[0].hasPrefix("0000  1f 8b 08"))
    #expect(document.note == nil)
  }

  @Test("Members that follow each other are read as one")
  func members() {
    let document = ValueDecoder.decode(Self.hello + Self.hello)
    #expect(document.contents == "gzip of text")
    #expect(document.text == ["hello", "hello"])
    #expect(document.note == nil)
  }

  @Test("Damaged data is shown as far as it can be read, and called so", arguments: 2..<27)
  func damaged(length: Int) {
    let document = ValueDecoder.decode(Array(Self.json.prefix(length)))
    #expect(document.contents.hasPrefix("gzip"))
    #expect(document.note?.contains("damaged") == true)
  }

  @Test("What follows the data and is no gzip is called damage")
  func trailing() {
    let document = ValueDecoder.decode(Self.hello + [1, 2, 3])
    #expect(document.text == ["hello"])
    #expect(document.note == "the compressed data is damaged, what could be read is shown")
  }

  @Test("A bomb is opened up to a bound")
  func bomb() {
    let document = ValueDecoder.decode(Array(repeatElement(Self.zeros, count: 100).joined()))
    #expect(document.size == 4 << 20)
    #expect(document.isPreview)
    #expect(document.note == "more than 4 MiB are inside")
  }

  @Test("gzip within gzip is opened once")
  func nested() {
    let document = ValueDecoder.decode(Self.twice)
    #expect(document.contents == "gzip of gzip")
    #expect(document.format == .hex)
    #expect(document.note == "shown as bytes: it is damaged or compressed more than once")
  }

  /// `{"a": [1, 2]}` in zlib's format.
  private static let zlibJSON = bytes("789cab564a54b2528836d451308aad05001739035f")
  /// A manifest in YAML, in zlib's format.
  private static let zlibSecret = bytes(
    "789c4b2cc80c4b2d2acecccfb3522833e4cacecc4bb152084e4d2e4a2de14a492c49b4e2525048b45248f4082b4d710fabf44db7b5e50200d188109b"
  )
  /// `{"a":1}`
  private static let json = bytes("1f8b08000000000002ffab564a54b232ac0500afac1b5607000000")
  /// `hello` and a newline.
  private static let hello = bytes("1f8b08000000000002ffcb48cdc9c9e7020020303a3606000000")
  /// 64 KiB of the digit 0.
  private static let zeros = bytes(
    "1f8b08000000000002ffedc181000000008020a5fde916a90a0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000006a0b51496800000100"
  )
  /// `json`, compressed again.
  private static let twice = bytes(
    "1f8b08000000000002ff93efe6600001a6ffabc3bc423619ad616558bf463a8c1d280400b8a6ffd31b000000")

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
