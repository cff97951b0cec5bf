import EtcdAPI

/// Tells the backend file from the SHA-256 that the server appends to it. The checksum is the last
/// 32 bytes of all, wherever the pieces are cut, so that as many bytes are always held back.
struct SnapshotSplitter: Sendable {
  static let checksumLength = 32

  private var held: [UInt8] = []
  private var received: UInt64 = 0
  /// What the newest piece said was still to come.
  private var remaining: UInt64 = 0

  /// - Returns: what certainly belongs to the backend file; maybe nothing.
  mutating func take(_ piece: SnapshotResponse) -> [UInt8] {
    received += UInt64(piece.blob.count)
    remaining = piece.remainingBytes
    held += piece.blob
    guard held.count > Self.checksumLength else { return [] }
    let content = Array(held.dropLast(Self.checksumLength))
    held = Array(held.suffix(Self.checksumLength))
    return content
  }

  var progress: SnapshotProgress {
    let (total, overflow) = received.addingReportingOverflow(remaining)
    return SnapshotProgress(received: received, total: overflow ? .max : total)
  }

  /// The server has sent everything.
  ///
  /// - Returns: the checksum; nil when the file was cut short.
  func end() -> [UInt8]? {
    held.count == Self.checksumLength && remaining == 0 && received > Self.checksumLength
      ? held : nil
  }
}

/// How far a snapshot has come, in bytes.
public struct SnapshotProgress: Hashable, Sendable {
  public var received: UInt64
  /// By the server's word; the checksum at the end is not always counted.
  public var total: UInt64

  public init(received: UInt64, total: UInt64) {
    self.received = received
    self.total = total
  }
}
