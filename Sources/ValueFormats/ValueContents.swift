import EtcdModel

/// What a value's bytes are, as far as they tell.
enum ValueContents: Equatable {
  case empty
  case json
  case yaml
  case toml
  case xml
  case text
  /// Opened, as is zlib.
  case gzip
  case zlib
  /// Named, but not opened.
  case compressed(Compression)
  /// Text that says other bytes, which make sense.
  case base64
  case kubernetes(KubernetesEnvelope)
  /// Encrypted by the Kubernetes API server.
  case encrypted(KubernetesEncryption)
  /// By its look: protobuf has no mark of its own.
  case protobuf
  case binary

  init(of value: [UInt8]) {
    if value.isEmpty {
      self = .empty
    } else if value.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if Gunzip.isZlib(value) {
      self = .zlib
    } else if let compression = Compression(of: value) {
      self = .compressed(compression)
    } else if let envelope = KubernetesEnvelope(value) {
      self = .kubernetes(envelope)
    } else if let encryption = KubernetesEncryption(value) {
      self = .encrypted(encryption)
    } else if JSONFormat.isDocument(value) {
      self = .json
    } else if !TextFormat.isText(value) {
      self = ProtobufFormat.isDocument(value) ? .protobuf : .binary
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
    case .protobuf: .protobuf
    case .gzip, .zlib, .compressed, .encrypted, .binary: .hex
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
    case .zlib: "zlib"
    case .compressed(let compression): compression.rawValue
    case .base64: "base64"
    case .kubernetes(let envelope): envelope.description
    case .encrypted(let encryption): "Kubernetes, encrypted with \(encryption)"
    case .protobuf: "protobuf by its look"
    case .binary: "binary"
    }
  }

  /// What to know when the contents are shown by themselves.
  var note: String? {
    switch self {
    case .gzip, .zlib: "shown as bytes: it is damaged or compressed more than once"
    case .compressed: "shown as bytes: this compression is not opened here"
    case .encrypted: "shown as bytes: only the API server can decrypt it"
    case .empty, .json, .yaml, .toml, .xml, .text, .kubernetes, .base64, .protobuf, .binary: nil
    }
  }
}
