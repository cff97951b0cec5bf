import EtcdAPI
import EtcdModel

/// A member's backend file on its way, in order: content, and at the very end its checksum.
public enum SnapshotPart: Hashable, Sendable {
  case content([UInt8], SnapshotProgress)
  /// The SHA-256 of all content: whoever keeps the content must compare it, and append it to the
  /// file, where `etcdctl snapshot restore` looks for it.
  case checksum([UInt8])
}

extension MemberClient {
  /// `Maintenance.Snapshot`: hands the parts over as they arrive, no faster than they are taken.
  ///
  /// - Parameter options: without a time-out it lasts as long as it takes; a member that goes away
  ///   ends it by HTTP/2 keepalive.
  /// - Throws: `EtcdError`, also when the server ends too early; whatever `take` throws.
  public func snapshot(
    options: CallOptions = CallOptions(), _ take: (SnapshotPart) async throws -> Void
  ) async throws {
    let pieces = try await core.serverStream(
      .snapshot, SnapshotRequest(), to: endpoint, timeout: options.timeout)
    var splitter = SnapshotSplitter()
    while let piece = try await pieces.next() {
      try core.checkCluster(piece.header.clusterID, of: endpoint, isMutation: false)
      let content = splitter.take(piece)
      if !content.isEmpty { try await take(.content(content, splitter.progress)) }
    }
    guard let checksum = splitter.end() else {
      throw EtcdError(
        code: .malformedResponse, message: "the server ended the snapshot before its end",
        endpoint: endpoint, fix: "ask again, or ask another member")
    }
    try await take(.checksum(checksum))
  }
}
