import EtcdModel
import Testing

@testable import ValueFormats

@Suite("Kubernetes objects")
struct KubernetesFormatTests {
  @Test("A known kind is shown by its fields' names, lists and maps as YAML has them")
  func pod() {
    let document = ValueDecoder.decode(
      object("v1", "Pod") { pod in
        pod.field(1) { meta in
          meta.field(1, "web-1")
          meta.field(3, "default")
          meta.field(8) { $0.field(1, 1_795_178_467) }
          meta.field(11) { $0.entry("app", "web") }
          meta.field(11) { $0.entry("tier", "front") }
        }
        pod.field(2) { spec in
          spec.field(2) { container in
            container.field(1, "main")
            container.field(3, "run")
            container.field(3, "--fast")
            container.field(6) { $0.field(3, 8080) }
          }
          spec.field(2) { $0.field(1, "side") }
          spec.field(11, 1)
          spec.field(99, "new")
        }
      })
    #expect(document.format == .kubernetes)
    #expect(document.contents == "Kubernetes v1 Pod")
    #expect(
      document.text == [
        "apiVersion: v1", "kind: Pod", "metadata:", "  name: web-1", "  namespace: default",
        "  creationTimestamp: 2026-11-20T12:41:07Z", "  labels:", "    app: web",
        "    tier: front", "spec:", "  containers:", "  - name: main", "    command:",
        "    - run", "    - --fast", "    ports:", "    - containerPort: 8080", "  - name: side",
        "  hostNetwork: true", #"  99: "new""#,
      ])
  }

  @Test("An unknown kind has its metadata by name and the rest by number")
  func unknownKind() {
    let document = ValueDecoder.decode(
      object("example.com/v1", "Widget") { widget in
        widget.field(1) { $0.field(1, "w") }
        widget.field(2, "text")
      })
    #expect(
      document.text == [
        "apiVersion: example.com/v1", "kind: Widget", "metadata:", "  name: w", #"2: "text""#,
      ])
  }

  @Test("A config map's text of several lines stands below its name")
  func configMap() {
    let document = ValueDecoder.decode(
      object("v1", "ConfigMap") { $0.field(2) { $0.entry("conf", "a=1\nb=2\n") } })
    #expect(document.text.suffix(4) == ["data:", "  conf: |", "    a=1", "    b=2"])
  }

  private var secret: [UInt8] {
    object("v1", "Secret") { secret in
      secret.field(1) { meta in
        meta.field(1, "password")
        meta.field(12) { $0.entry("kubectl.kubernetes.io/last-applied-configuration", "hunter2") }
      }
      secret.field(2) { $0.entry("token", "hunter2") }
      secret.field(3, "Opaque")
    }
  }

  @Test("A Secret is masked in every format, its values and what kubectl repeats of them")
  func masked() {
    for format in [nil] + ValueFormat.allCases.map(Optional.some) {
      let document = ValueDecoder.decode(secret, as: format)
      #expect(document.secrecy == .masked)
      let text = document.text.joined()
      #expect(!text.contains("hunter2") && !text.contains("68 75 6e"))
    }
    let text = ValueDecoder.decode(secret).text
    #expect(text.contains("  token: (secret of 7 bytes)"))
    #expect(text.contains("type: Opaque"))
  }

  @Test("A Secret shows its values when that is asked for")
  func revealed() {
    let document = ValueDecoder.decode(secret, reveals: true)
    #expect(document.secrecy == .revealed)
    #expect(document.text.contains("  token: hunter2"))
  }

  @Test("A Secret in JSON, or within gzip, is one too")
  func otherSecrets() {
    let json = #"{"apiVersion":"v1","kind":"Secret","data":{"token":"aHVudGVyMg=="}}"#
    let document = ValueDecoder.decode(json)
    #expect(document.secrecy == .masked)
    #expect(!document.text.joined().contains("aHVudGVyMg"))
    #expect(
      ValueDecoder.decode(Array(json.utf8), reveals: true).text.joined().contains("aHVudGVyMg"))
    let yaml = "apiVersion: v1\nkind: \"Secret\"\ndata:\n  token: aHVudGVyMg==\n"
    #expect(!ValueDecoder.decode(yaml).text.joined().contains("aHVudGVyMg"))
    #expect(ValueDecoder.decode("kind: SecretStore\na: 1\n").secrecy == .open)
    for line in ["kind: Secret # of the shop", #""kind": 'Secret'"#, "kind : Secret\r"] {
      #expect(ValueDecoder.isSecret(Array("apiVersion: v1\n\(line)\ndata:\n  a: b\n".utf8)))
    }
    for text in [
      // Readers take the last of two members.
      #"{"kind":"Pod","kind":"Secret","data":{"token":"aHVudGVyMg=="}}"#,
      // Cut off, and with a tab that no YAML has: both are but text.
      #"{"kind":"Secret","data":{"token":"aHVudG"#, "kind: Secret\ndata:\n\ttoken aHVudGVyMg==\n",
    ] { #expect(ValueDecoder.decode(text).secrecy == .masked) }
    // As text and as bytes, base64 and gzip still say all of it.
    for format in [nil, ValueFormat.text, .hex, .base64] {
      #expect(ValueDecoder.decode(Self.compressedSecret, as: format).secrecy == .masked)
    }
    #expect(ValueDecoder.isSecret(Self.compressedSecret))
    let nested = #"{"items":[{"kind":"Secret"}],"kind":"List"}"#
    #expect(ValueDecoder.decode(nested).secrecy == .open)
  }

  /// `{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}` in gzip.
  private static let compressedSecret: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xAB, 0x56, 0xCA, 0xCE,
    0xCC, 0x4B, 0x51, 0xB2, 0x52, 0x0A, 0x4E, 0x4D, 0x2E, 0x4A, 0x2D, 0x51, 0xD2, 0x51,
    0x4A, 0x49, 0x2C, 0x49, 0x54, 0xB2, 0xAA, 0x56, 0x02, 0x12, 0x4A, 0x89, 0x1E, 0x61,
    0xA5, 0x29, 0xEE, 0x61, 0x95, 0xBE, 0xE9, 0xB6, 0xB6, 0x4A, 0xB5, 0xB5, 0x00, 0x71,
    0xE0, 0x0D, 0x3B, 0x2D, 0x00, 0x00, 0x00,
  ]

  @Test("Differences of Secrets are masked as well")
  func difference() {
    let document = ValueDiff.document(from: secret, to: secret + [0x18, 1])
    #expect(!document.text.joined().contains("hunter2"))
    func json(_ value: String) -> [UInt8] {
      Array(#"{"kind":"Secret","data":{"a":"\#(value)"}}"#.utf8)
    }
    let equal = ValueDiff.document(from: json("aHVudGVyMg=="), to: json("aHVudGVyMw=="))
    #expect(equal.note == "what differs is masked")
  }

  @Test("Times that no calendar has are shown as seconds")
  func times() {
    func words(_ seconds: Int64) -> String {
      var writer = Writer()
      writer.field(1, UInt64(bitPattern: seconds))
      return KubernetesTime.words(writer.bytes[...])
    }
    #expect(words(0) == "1970-01-01T00:00:00Z")
    #expect(words(951_782_400) == "2000-02-29T00:00:00Z")
    #expect(words(-1) == "1969-12-31T23:59:59Z")
    #expect(words(.max).hasSuffix("s since 1970"))
    #expect(words(.min).hasSuffix("s since 1970"))
  }

  private func object(
    _ apiVersion: String, _ kind: String, _ fill: (inout Writer) -> Void
  ) -> [UInt8] {
    var unknown = Writer()
    unknown.field(1) { meta in
      meta.field(1, apiVersion)
      meta.field(2, kind)
    }
    unknown.field(2, fill)
    return Array("k8s\0".utf8) + unknown.bytes
  }
}

/// Writes protobuf by field numbers.
private struct Writer {
  private(set) var bytes: [UInt8] = []

  mutating func field(_ number: Int, _ value: UInt64) {
    varint(UInt64(number << 3))
    varint(value)
  }

  mutating func field(_ number: Int, _ text: String) { field(number, Array(text.utf8)) }

  mutating func field(_ number: Int, _ fill: (inout Writer) -> Void) {
    var writer = Writer()
    fill(&writer)
    field(number, writer.bytes)
  }

  mutating func entry(_ name: String, _ value: String) {
    field(1, name)
    field(2, value)
  }

  private mutating func field(_ number: Int, _ content: [UInt8]) {
    varint(UInt64(number << 3 | 2))
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
