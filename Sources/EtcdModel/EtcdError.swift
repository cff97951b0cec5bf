/// The error that a user reads: what failed, where, how often it was tried, and what would fix it.
public struct EtcdError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A class of failure; open, so that new ones break no caller.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    public init(_ name: String) { self.name = name }
    public var description: String { name }

    /// No endpoint could be reached.
    public static let unavailable = Code("unavailable")
    /// The deadline passed.
    public static let timedOut = Code("timed out")
    public static let cancelled = Code("cancelled")
    public static let permissionDenied = Code("permission denied")
    public static let unauthenticated = Code("unauthenticated")
    public static let invalidArgument = Code("invalid argument")
    public static let notFound = Code("not found")
    public static let compacted = Code("compacted")
    public static let futureRevision = Code("future revision")
    public static let noSpace = Code("no space")
    public static let corrupt = Code("corrupt")
    public static let noLeader = Code("no leader")
    public static let failedPrecondition = Code("failed precondition")
    public static let unimplemented = Code("unimplemented")
    /// The answer could not be understood.
    public static let malformedResponse = Code("malformed response")
    public static let clusterMismatch = Code("cluster mismatch")
    public static let other = Code("error")
  }

  /// Whether the request may have taken effect.
  public enum Effect: Hashable, Sendable {
    /// Certainly not carried out.
    case none
    /// A mutation left the client and its fate is not known: read before trying again.
    case unknown
  }

  public var code: Code
  /// The server's or transport's own words. Foreign text: sanitise before drawing.
  public var message: String
  public var effect: Effect
  public var endpoint: Endpoint?
  public var attempts: Int
  /// The last connection failure in words, where there was one.
  public var connectionFailure: String?
  /// What the user can do about it, as an imperative phrase.
  public var fix: String?

  public init(
    code: Code, message: String, effect: Effect = .none, endpoint: Endpoint? = nil,
    attempts: Int = 1, connectionFailure: String? = nil, fix: String? = nil
  ) {
    self.code = code
    self.message = message
    self.effect = effect
    self.endpoint = endpoint
    self.attempts = attempts
    self.connectionFailure = connectionFailure
    self.fix = fix
  }

  /// One sentence: what failed, where, after how many attempts, why, and the fix.
  public var description: String {
    var text = message.isEmpty ? code.name : message
    if let endpoint { text += " (\(endpoint)" + (attempts > 1 ? ", \(attempts) attempts)" : ")") }
    if let connectionFailure, connectionFailure != message { text += ": \(connectionFailure)" }
    if effect == .unknown { text += "; whether it took effect is unknown" }
    if let fix { text += "; \(fix)" }
    return text
  }
}
