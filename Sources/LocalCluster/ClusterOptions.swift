/// How a cluster is made.
public struct ClusterOptions: Hashable, Sendable {
  /// 1 to 9.
  public var memberCount = 3
  /// Members that have addresses and are down, for `Fault.join`; at most 9 with the others.
  public var spareCount = 0
  /// The etcd binary; nil takes Debian's, then the first in `PATH`.
  public var etcd: String?
  /// `--heartbeat-interval`.
  public var heartbeatMilliseconds = 100
  /// `--election-timeout`; etcd wants at least five heartbeats. A leader is missed after one to
  /// two of these.
  public var electionMilliseconds = 1000
  /// `--snapshot-count`: entries between snapshots; nil keeps etcd's default.
  public var snapshotCount: Int?
  /// `--quota-backend-bytes`; nil keeps etcd's default of 2 GiB.
  public var quotaBytes: Int?
  /// `--auto-compaction-retention` of the mode; nil compacts never.
  public var autoCompaction: AutoCompaction?
  /// TLS on the client URLs; nil is plain HTTP. Peer links are always plain.
  public var clientTLS: ServerTLS?
  /// Given to every member after all others.
  public var extraArguments: [String] = []
  /// The `etcdscope` binary that hosts the cluster; nil is the running program.
  public var hostExecutable: String?

  public init() {}

  public enum AutoCompaction: Hashable, Sendable {
    /// etcd's duration text, such as `5m`.
    case periodic(String)
    case revisions(Int)
  }

  /// PEM files.
  public struct ServerTLS: Hashable, Sendable {
    public var certificateFile: String
    public var keyFile: String
    /// Clients must show a certificate of this authority (mutual TLS); nil asks for none.
    public var clientAuthorityFile: String?

    public init(certificateFile: String, keyFile: String, clientAuthorityFile: String? = nil) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
      self.clientAuthorityFile = clientAuthorityFile
    }
  }
}
