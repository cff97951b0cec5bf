import CDigest

/// SHA-256 of bytes that come one after the other, by OpenSSL. For one task at a time.
public final class SHA256 {
  private let state: OpaquePointer

  /// - Returns: nil where the system forbids SHA-256.
  public init?() {
    guard let state = digest_sha256_create() else { return nil }
    self.state = state
  }

  deinit { digest_sha256_destroy(state) }

  public func update(_ bytes: [UInt8]) {
    digest_sha256_update(state, bytes, bytes.count)
  }

  /// The 32 bytes of the hash; the last call.
  public func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      if let start = buffer.baseAddress { digest_sha256_finish(state, start) }
      count = 32
    }
  }
}
