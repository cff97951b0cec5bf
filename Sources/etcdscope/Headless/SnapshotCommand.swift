import Configuration
import Digest
import EtcdClient
import EtcdModel
import GRPCTransport
import Platform
import ProgramShell

/// `etcdscope snapshot FILE`: one member's backend file, checked while it arrives.
struct SnapshotCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    guard let endpoint = configuration.endpoints.first, configuration.endpoints.count == 1 else {
      throw Failure(
        "a snapshot is one member's; give its endpoint alone", code: .badArguments)
    }
    let interruption = Interruption()
    let saving = Task { try await save(from: endpoint) }
    let watching = Task {
      await interruption.wait()
      saving.cancel()
    }
    defer { watching.cancel() }
    switch await saving.result {
    case .success(let bytes):
      StandardOutput.print("\(settings.operand): \(bytes) bytes, checksum verified")
      return .done
    case .failure(let error as EtcdError) where error.code == .cancelled:
      return .interrupted
    case .failure(let error as EtcdError) where error.code == .unavailable:
      throw Failure("\(error)", code: .cannotConnect)
    case .failure(let error): throw Failure("\(error)")
    }
  }

  private func save(from endpoint: Endpoint) async throws -> UInt64 {
    let client = EtcdClient(
      configuration: configuration, transport: try GRPCTransport(options: settings.transportOptions)
    )
    client.start()
    do {
      let bytes = try await SnapshotFile.save(client.member(at: endpoint), to: settings.operand)
      await client.shutDown()
      return bytes
    } catch {
      await client.shutDown()
      throw error
    }
  }
}

/// A member's snapshot on its way into a file.
enum SnapshotFile {
  /// The file, which `etcdctl snapshot restore` takes, appears only when its checksum is right;
  /// otherwise, and when the task is cancelled, nothing is left.
  ///
  /// - Returns: its size in bytes.
  static func save(
    _ member: MemberClient, to path: String, onProgress: (SnapshotProgress) -> Void = { _ in }
  ) async throws -> UInt64 {
    guard let hash = SHA256() else {
      throw Failure("this system forbids SHA-256; a snapshot can't be checked")
    }
    let file = try NewFile(at: path)
    var size: UInt64 = 0
    var checksum: [UInt8] = []
    try await member.snapshot { part in
      switch part {
      case .content(let bytes, let progress):
        hash.update(bytes)
        try file.write(bytes)
        size += UInt64(bytes.count)
        onProgress(progress)
      case .checksum(let bytes):
        try file.write(bytes)
        size += UInt64(bytes.count)
        checksum = bytes
      }
    }
    guard hash.finish() == checksum else {
      throw Failure("the snapshot of \(member.endpoint) arrived damaged; ask again")
    }
    try file.commit()
    return size
  }
}
