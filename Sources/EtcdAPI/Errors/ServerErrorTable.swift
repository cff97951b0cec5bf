public import EtcdModel

/// An error that etcd's servers are known to answer with.
public struct ServerError: Hashable, Sendable {
  /// What a client does about an error by itself.
  public enum Reaction: Hashable, Sendable {
    /// Authenticate again, then repeat the call.
    case refreshToken
    /// The member can't serve this; a voting member can.
    case askVotingMember
  }

  /// The server's words, which are the error's identity: etcd gives it no number.
  public let message: String
  /// The gRPC status code that it comes with since 3.6; older servers give some another.
  public let status: Int
  public let code: EtcdError.Code
  /// What the user can do about it, as an imperative phrase.
  public let fix: String?
  public let reaction: Reaction?

  init(
    _ message: String, _ status: Int, _ code: EtcdError.Code, _ fix: String? = nil,
    reaction: Reaction? = nil
  ) {
    self.message = message
    self.status = status
    self.code = code
    self.fix = fix
    self.reaction = reaction
  }
}

/// The errors of etcd 3.4 to 3.7 (`api/v3rpc/rpctypes/error.go`), by their words.
public enum ServerErrorTable {
  public static let all: [ServerError] =
    availabilityErrors + requestErrors + storeErrors + clusterErrors + authErrors + watchErrors

  private static let byMessage = Dictionary(
    all.map { ($0.message, $0) }, uniquingKeysWith: { first, _ in first })

  /// - Parameter message: the message of a gRPC status, or a watch's cancel reason.
  public static func entry(for message: String) -> ServerError? { byMessage[message] }

  /// The error that a user reads for a status that a server, or the transport, gave. Words that
  /// are not in the table are classed by the gRPC code alone.
  public static func error(message: String, status: Int) -> EtcdError {
    guard let entry = entry(for: message) else {
      return EtcdError(code: code(ofStatus: status), message: message)
    }
    return EtcdError(code: entry.code, message: message, fix: entry.fix)
  }

  private static func code(ofStatus status: Int) -> EtcdError.Code {
    switch status {
    case GRPCCode.cancelled: .cancelled
    case GRPCCode.invalidArgument, GRPCCode.outOfRange: .invalidArgument
    case GRPCCode.deadlineExceeded: .timedOut
    case GRPCCode.notFound: .notFound
    case GRPCCode.permissionDenied: .permissionDenied
    case GRPCCode.failedPrecondition: .failedPrecondition
    case GRPCCode.unimplemented: .unimplemented
    case GRPCCode.unavailable: .unavailable
    case GRPCCode.dataLoss: .corrupt
    case GRPCCode.unauthenticated: .unauthenticated
    default: .other
    }
  }
}

/// The numbers of gRPC's status codes, as far as etcd uses them.
enum GRPCCode {
  static let cancelled = 1
  static let unknown = 2
  static let invalidArgument = 3
  static let deadlineExceeded = 4
  static let notFound = 5
  static let permissionDenied = 7
  static let resourceExhausted = 8
  static let failedPrecondition = 9
  static let outOfRange = 11
  static let unimplemented = 12
  static let unavailable = 14
  static let dataLoss = 15
  static let unauthenticated = 16
}
