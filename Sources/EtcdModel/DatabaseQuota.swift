/// What a member's backend file may grow to before writes are refused.
public struct DatabaseQuota: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// By the member itself, as servers from 3.6 on do.
    case member
    /// By the user, who knows the servers' `--quota-backend-bytes`.
    case user
  }

  public var bytes: Int64
  public var source: Source

  public init(bytes: Int64, source: Source) {
    self.bytes = bytes
    self.source = source
  }
}
