import EtcdAPI
import EtcdClient
import EtcdModel
import ProgramShell

/// What every key that a run writes is bound to, so that all go with it, however it ends.
struct ScratchLease: Sendable {
  /// How long the keys outlive a run that was killed.
  private static let seconds: Int64 = 60
  /// Cleaning up is worth more patience than a driven call.
  private static let patience = CallOptions(timeout: .seconds(10))

  let id: LeaseID
  private let client: EtcdClient
  private let keeper: LeaseKeeper

  init(_ client: EtcdClient) async throws(EtcdError) {
    self.client = client
    id = try await client.leaseGrant(
      LeaseGrantRequest(ttl: Self.seconds), options: Self.patience
    ).id
    keeper = client.keepAlive(id)
  }

  /// Removes the keys.
  func revoke() async {
    keeper.stop()
    do throws(EtcdError) {
      _ = try await client.leaseRevoke(LeaseRevokeRequest(id: id), options: Self.patience)
    } catch {
      StandardError.print(
        "etcdscope-bench: the written keys stay for up to \(Self.seconds) s, until the lease "
          + "\(id) expires: \(error)")
    }
  }
}
