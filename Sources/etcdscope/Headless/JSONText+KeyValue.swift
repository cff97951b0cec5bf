import EtcdModel
import ProgramShell
import TerminalModel
import ValueFormats

extension JSONText {
  /// A field of foreign bytes: as a string where they are UTF-8, else in base64 under a name that
  /// says so.
  static func bytes(_ name: String, _ bytes: [UInt8]) -> (String, String) {
    if let text = String(validating: bytes, as: UTF8.self) { return (name, string(text)) }
    return (name + "_base64", string(String(decoding: Base64.encode(bytes), as: UTF8.self)))
  }

  /// A key's value, or that it is a Secret.
  static func value(_ value: [UInt8], reveals: Bool) -> (String, String) {
    !reveals && ValueDecoder.isSecret(value) ? ("value_masked", "true") : bytes("value", value)
  }

  /// A key with its revisions, without its value.
  static func fields(_ keyValue: KeyValue) -> [(String, String)] {
    [
      bytes("key", keyValue.key.bytes),
      ("create_revision", String(keyValue.createRevision)),
      ("mod_revision", String(keyValue.modRevision)),
      ("version", String(keyValue.version)),
      ("lease", string(keyValue.lease.description)),
    ]
  }
}
