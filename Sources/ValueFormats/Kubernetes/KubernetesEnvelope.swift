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
enum KubernetesEncryption {
  private static let magic = Array("k8s:enc:".utf8)

  static func provider(of value: [UInt8]) -> String? {
    guard value.starts(with: magic) else { return nil }
    let rest = value[magic.count...].prefix(64)
    let name = rest.prefix { $0 != UInt8(ascii: ":") }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }
}
