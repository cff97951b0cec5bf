/// The head of an object that the Kubernetes API server stores as protobuf: `k8s\0` and a
/// `runtime.Unknown`, whose first field names the type.
struct KubernetesEnvelope: Equatable, CustomStringConvertible {
  static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0]

  var apiVersion: String
  var kind: String
  /// The object's own message; its place is the one within the value.
  var content: ArraySlice<UInt8>

  /// nil when the value is no such object.
  init?(_ value: [UInt8]) {
    guard value.starts(with: Self.magic) else { return nil }
    let unknown = ProtobufFields(value[Self.magic.count...])
    guard let typeMeta = unknown.first(1).map(ProtobufFields.init) else { return nil }
    apiVersion = Self.name(typeMeta.first(1))
    kind = Self.name(typeMeta.first(2))
    content = unknown.first(2) ?? []
  }

  /// What it holds is shown when that is asked for, and not before.
  var isSecret: Bool { kind == "Secret" }

  var description: String {
    let type = [apiVersion, kind].filter { !$0.isEmpty }.joined(separator: " ")
    return type.isEmpty ? "Kubernetes" : "Kubernetes \(type)"
  }

  private static func name(_ bytes: ArraySlice<UInt8>?) -> String {
    String(decoding: (bytes ?? []).prefix(128), as: UTF8.self)
  }
}

/// Values that the API server encrypts: `k8s:enc:<provider>:<version>:<key>:` and the ciphertext.
struct KubernetesEncryption: Equatable, CustomStringConvertible {
  private static let magic = Array("k8s:enc:".utf8)
  private static let longestName = 64

  var provider: String
  var version: String
  /// The name of the key, or of the KMS plugin.
  var key: String

  /// nil when the value is not so encrypted.
  init?(_ value: [UInt8]) {
    guard value.starts(with: Self.magic) else { return nil }
    var rest = value[Self.magic.count...]
    func name() -> String {
      let head = rest.prefix(Self.longestName).prefix { $0 != UInt8(ascii: ":") }
      guard head.endIndex < rest.endIndex, rest[head.endIndex] == UInt8(ascii: ":") else {
        return ""
      }
      rest = rest[(head.endIndex + 1)...]
      return String(decoding: head, as: UTF8.self)
    }
    provider = name()
    version = provider.isEmpty ? "" : name()
    key = version.isEmpty ? "" : name()
    if provider.isEmpty { return nil }
  }

  var description: String {
    let name = version.isEmpty ? provider : "\(provider) \(version)"
    return key.isEmpty ? name : "\(name), key \(key)"
  }
}
