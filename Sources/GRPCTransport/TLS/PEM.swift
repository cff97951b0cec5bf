import COpenSSL

/// Reading PEM with OpenSSL. Each function gives handles that `PEM.Certificate` and `PEM.Key` free.
enum PEM {
  final class Certificate {
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { X509_free(handle) }
  }

  final class Key {
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { EVP_PKEY_free(handle) }
  }

  /// The first certificate in the text.
  static func certificate(in text: [UInt8]) -> Certificate? {
    reading(text) { PEM_read_bio_X509($0, nil, { _, _, _, _ in 0 }, nil) }
      .map(Certificate.init(owning:))
  }

  /// The first private key in the text; nil when it is encrypted, too.
  static func key(in text: [UInt8]) -> Key? {
    reading(text) { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in 0 }, nil) }
      .map(Key.init(owning:))
  }

  static func matches(_ key: Key, _ certificate: Certificate) -> Bool {
    defer { ERR_clear_error() }
    return X509_check_private_key(certificate.handle, key.handle) == 1
  }

  /// What is read takes a callback that gives no passphrase: OpenSSL would ask on the terminal.
  private static func reading(
    _ text: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?
  ) -> OpaquePointer? {
    text.withUnsafeBytes { bytes in
      guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else {
        return nil
      }
      defer {
        BIO_free(bio)
        ERR_clear_error()
      }
      return read(bio)
    }
  }
}
