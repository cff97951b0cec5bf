import EtcdModel

/// What a value's bytes are, as far as they tell.
enum ValueContents: Equatable {
  case empty
  case json
  case yaml
  case text
  case gzip
  case zstd
  case kubernetes(KubernetesEnvelope)
  /// Encrypted by the Kubernetes API server.
  case encrypted(provider: String)
  case binary

  init(of value: [UInt8]) {
    if value.isEmpty {
      self = .empty
    } else if value.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if value.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if let envelope = KubernetesEnvelope(value) {
      self = .kubernetes(envelope)
    } else if let provider = KubernetesEncryption.provider(of: value) {
      self = .encrypted(provider: provider)
    } else if JSONFormat.isDocument(value) {
      self = .json
    } else if YAMLFormat.isDocument(value) {
      self = .yaml
    } else if TextFormat.isText(value) {
      self = .text
    } else {
      self = .binary
    }
  }

  /// The format that shows the contents best.
  var naturalFormat: ValueFormat {
    switch self {
    case .json: .json
    case .yaml: .yaml
    case .text, .empty: .text
    case .kubernetes: .protobuf
    case .gzip, .zstd, .encrypted, .binary: .hex
    }
  }

  var description: String {
    switch self {
    case .empty: "empty"
    case .json: "JSON"
    case .yaml: "YAML"
    case .text: "text"
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .kubernetes(let envelope): envelope.description
    case .encrypted(let provider): "Kubernetes, encrypted with \(provider)"
    case .binary: "binary"
    }
  }

  /// What to know when the contents are shown by themselves.
  var note: String? {
    switch self {
    case .gzip: "shown as bytes: it is damaged or compressed more than once"
    case .zstd: "shown as bytes: this is not opened yet"
    case .encrypted: "shown as bytes: only the API server can decrypt it"
    case .empty, .json, .yaml, .text, .kubernetes, .binary: nil
    }
  }
}
