import RPCCore

/// The contents of the PEM files of one target, checked before the core sees them: it names no file
/// and no fix.
struct TLSFiles {
  var authorities: String?
  var identity: (certificate: String, key: String)?

  /// - Throws: `RPCError` with `.invalidArgument` and a sentence that names the file and the fix.
  init(reading settings: TLSSettings) throws(RPCError) {
    if let path = settings.authorityFile {
      authorities = try PEMFile(.authority, path).certificateText()
    }
    switch (settings.certificateFile, settings.keyFile) {
    case (nil, nil): break
    case (let path?, nil):
      throw .unusable("the client certificate \(path) has no key: give the key file, too")
    case (nil, let path?):
      throw .unusable("the client key \(path) has no certificate: give the certificate file, too")
    case (let certificatePath?, let keyPath?):
      let certificate = try PEMFile(.certificate, certificatePath)
      let key = try PEMFile(.key, keyPath)
      identity = try key.pairedText(with: certificate)
    }
  }
}

/// One file that should be PEM.
struct PEMFile {
  enum Role: String {
    case authority = "CA file"
    case certificate = "client certificate"
    case key = "client key"
  }

  private let role: Role
  private let path: String
  private let bytes: [UInt8]

  init(_ role: Role, _ path: String) throws(RPCError) {
    self.role = role
    self.path = path
    do {
      bytes = try FileBytes.read(path)
    } catch {
      throw .unusable("the \(role.rawValue) \(path) can't be read: \(error.reason)")
    }
  }

  func certificateText() throws(RPCError) -> String {
    _ = try certificate()
    return text
  }

  /// The certificate's text and this key's, if they belong together.
  func pairedText(
    with certificateFile: PEMFile
  ) throws(RPCError) -> (certificate: String, key: String) {
    let certificate = try certificateFile.certificate()
    guard PEM.matches(try key(), certificate) else {
      throw .unusable(
        "the client key \(path) does not belong to the certificate \(certificateFile.path): "
          + "give the key that its request was made with")
    }
    return (certificateFile.text, text)
  }

  private var text: String { String(decoding: bytes, as: UTF8.self) }

  private func certificate() throws(RPCError) -> PEM.Certificate {
    if let certificate = PEM.certificate(in: bytes) { return certificate }
    try refuseDER("openssl x509")
    if PEM.key(in: bytes) != nil {
      throw complaint("holds a private key: are certificate and key swapped?")
    }
    throw complaint(
      "holds no certificate: it must begin with -----BEGIN CERTIFICATE-----")
  }

  private func key() throws(RPCError) -> PEM.Key {
    if let key = PEM.key(in: bytes) { return key }
    try refuseDER("openssl pkey")
    if text.contains("ENCRYPTED") {
      throw complaint(
        "is encrypted, which is not supported: decrypt it with "
          + "`openssl pkey -in \(path) -out decrypted.pem`")
    }
    if PEM.certificate(in: bytes) != nil {
      throw complaint("holds a certificate: are certificate and key swapped?")
    }
    throw complaint("holds no private key: it must begin with -----BEGIN PRIVATE KEY-----")
  }

  /// DER is one ASN.1 sequence: its length follows the tag, in one byte or in several.
  private func refuseDER(_ tool: String) throws(RPCError) {
    guard bytes.count > 2, bytes[0] == 0x30, bytes[1] >= 0x80 || Int(bytes[1]) == bytes.count - 2
    else { return }
    throw complaint(
      "is DER, not PEM: convert it with `\(tool) -inform der -in \(path) -out converted.pem`")
  }

  private func complaint(_ problem: String) -> RPCError {
    .unusable("the \(role.rawValue) \(path) \(problem)")
  }
}

extension RPCError {
  /// A target that can't be connected to before its configuration is changed.
  static func unusable(_ message: String) -> RPCError {
    RPCError(code: .invalidArgument, message: message, neverLeft: true)
  }
}
