import EtcdModel

/// What a value's bytes are, as far as they tell.
enum ValueContents: Equatable {
  case empty
  case json
  case yaml
  case toml
  case xml
  case text
  case gzip
  /// Named, but not opened.
  case compressed(Compression)
  /// Text that says other bytes, which make sense.
  case base64
  case kubernetes(KubernetesEnvelope)
  /// Encrypted by the Kubernetes API server.
  case encrypted(provider: String)
  case binary

  init(of value: [UInt8]) {
    if value.isEmpty {
      self = .empty
    } else if value.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if let compression = Compression(of: value) {
      self = .compressed(compression)
    } else if let envelope = KubernetesEnvelope(value) {
      self = .kubernetes(envelope)
    } else if let provider = KubernetesEncryption.provider(of: value) {
      self = .encrypted(provider: provider)
    } else if JSONFormat.isDocument(value) {
      self = .json
    } else if !TextFormat.isText(value) {
      self = .binary
    } else if XMLFormat.isDocument(value) {
      self = .xml
    } else if TOMLFormat.isDocument(value) {
      self = .toml
    } else if YAMLFormat.isDocument(value) {
      self = .yaml
    } else if Base64Format.isDocument(value) {
      self = .base64
    } else {
      self = .text
    }
  }

  /// The value is one that Kubernetes calls secret.
  func isSecret(_ value: [UInt8]) -> Bool {
    switch self {
    case .kubernetes(let envelope): envelope.isSecret
    case .json: JSONFormat.isSecret(value)
    case .yaml: YAMLFormat.isSecret(value)
    // A manifest that is cut off or badly indented.
    case .text: JSONFormat.isSecret(value) || YAMLFormat.isSecret(value)
    default: false
    }
  }

  var isKubernetes: Bool {
    if case .kubernetes = self { true } else { false }
  }

  /// The format that shows the contents best.
  var naturalFormat: ValueFormat {
    switch self {
    case .json: .json
    case .yaml: .yaml
    case .toml: .toml
    case .xml: .xml
    case .text, .empty: .text
    case .kubernetes: .kubernetes
    case .base64: .base64
    case .gzip, .compressed, .encrypted, .binary: .hex
    }
  }

  var description: String {
    switch self {
    case .empty: "empty"
    case .json: "JSON"
    case .yaml: "YAML"
    case .toml: "TOML"
    case .xml: "XML"
    case .text: "text"
    case .gzip: "gzip"
    case .compressed(let compression): compression.rawValue
    case .base64: "base64"
    case .kubernetes(let envelope): envelope.description
    case .encrypted(let provider): "Kubernetes, encrypted with \(provider)"
    case .binary: "binary"
    }
  }

  /// What to know when the contents are shown by themselves.
  var note: String? {
    switch self {
    case .gzip: "shown as bytes: it is damaged or compressed more than once"
    case .compressed: "shown as bytes: this compression is not opened here"
    case .encrypted: "shown as bytes: only the API server can decrypt it"
    case .empty, .json, .yaml, .toml, .xml, .text, .kubernetes, .base64, .binary: nil
    }
  }
}

/// Compressions that are known by their first bytes, as their formats define them.
enum Compression: String, CaseIterable {
  case zstd, snappy, lz4, bzip2, xz

  init?(of value: [UInt8]) {
    guard let found = Self.allCases.first(where: { value.starts(with: $0.magic) }) else {
      return nil
    }
    // "BZh" alone may begin a text: a digit and the magic of a block follow.
    if found == .bzip2, value.count < 10 || Array(value[4..<10]) != Self.bzip2Block { return nil }
    self = found
  }

  private static let bzip2Block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]

  private var magic: [UInt8] {
    switch self {
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .snappy: [0xFF, 0x06, 0x00, 0x00] + Array("sNaPpY".utf8)
    case .lz4: [0x04, 0x22, 0x4D, 0x18]
    case .bzip2: Array("BZh".utf8)
    case .xz: [0xFD] + Array("7zXZ".utf8) + [0]
    }
  }
}
