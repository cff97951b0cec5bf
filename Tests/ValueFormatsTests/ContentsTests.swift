import EtcdModel
import Testing
import ValueFormats

@Suite("What a value is")
struct ContentsTests {
  @Test("Kubernetes objects are named by the type in their envelope")
  func kubernetes() {
    let document = ValueDecoder.decode(envelope(apiVersion: "apps/v1", kind: "Deployment"))
    #expect(document.contents == "Kubernetes apps/v1 Deployment")
    #expect(document.format == .kubernetes)
    #expect(document.text.prefix(2) == ["apiVersion: apps/v1", "kind: Deployment"])
    #expect(document.text.last?.hasPrefix("0021  01 02 03 ") == true)
    #expect(document.note == "no protobuf from byte 33 on, shown as bytes")
    #expect(!document.isPreview)
  }

  @Test("An envelope may lack its names; bytes that only begin like one are binary")
  func oddEnvelopes() {
    let prefix = Array("k8s\0".utf8)
    #expect(ValueDecoder.decode(prefix + [0x0A, 0]).contents == "Kubernetes")
    for rest: [UInt8] in [[], [0x0A, 5], [0x0A], [0xFF], [0x12, 0], [0x0B, 0]] {
      #expect(ValueDecoder.decode(prefix + rest).contents == "binary")
    }
  }

  @Test("A type's name is cut, however long it claims to be")
  func longName() {
    let long = envelope(apiVersion: String(repeating: "v", count: 1000), kind: "K")
    #expect(ValueDecoder.decode(long).contents.count < 200)
  }

  @Test("Values that the API server encrypted are named by their provider, version and key")
  func encrypted() {
    let document = ValueDecoder.decode(Array("k8s:enc:aescbc:v1:key1:".utf8) + [0xFF, 0])
    #expect(document.contents == "Kubernetes, encrypted with aescbc v1, key key1")
    #expect(document.note == "shown as bytes: only the API server can decrypt it")
    #expect(ValueDecoder.decode("k8s:enc:").contents == "text")
    let short = ValueDecoder.decode(Array("k8s:enc:kms:".utf8) + [0xFF])
    #expect(short.contents == "Kubernetes, encrypted with kms")
  }

  @Test("What is compressed with zstd is named")
  func zstd() {
    let document = ValueDecoder.decode([0x28, 0xB5, 0x2F, 0xFD])
    #expect(document.contents == "zstd")
    #expect(document.format == .hex)
    #expect(document.note == "shown as bytes: this compression is not opened here")
  }

  @Test("A format asked for is kept, and what the bytes are is still said")
  func forced() {
    let document = ValueDecoder.decode("{}", as: .hex)
    #expect(document.format == .hex)
    #expect(document.requested == .hex)
    #expect(document.contents == "JSON")
    #expect(document.note == nil)
  }

  @Test("Any bytes are shown in any format within any limit", arguments: 0..<30 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet =
      Array("{}[]\",:\\ \n\t\r1-.eEtrufalsnk8:\0\u{1B}é".utf8) + [0xFF, 0x1F, 0x8B, 0xE2]
    for _ in 0..<150 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      for format in ValueFormat.allCases.map(Optional.some) + [nil] {
        let limit = Int.random(in: -1...70, using: &random)
        let document = ValueDecoder.decode(bytes, as: format, limit: limit)
        #expect(document.size == bytes.count)
        #expect(document.shownSize <= max(0, min(limit, bytes.count)))
        #expect(!document.text.joined().utf8.contains { $0 < 0x20 || $0 == 0x7F })
      }
    }
  }

  private func envelope(apiVersion: String, kind: String) -> [UInt8] {
    func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      [number << 3 | 2, UInt8(content.count & 0x7F) | 0x80, UInt8(content.count >> 7)] + content
    }
    let typeMeta = field(1, Array(apiVersion.utf8)) + field(2, Array(kind.utf8))
    return Array("k8s\0".utf8) + field(1, typeMeta) + field(2, [1, 2, 3])
  }
}
