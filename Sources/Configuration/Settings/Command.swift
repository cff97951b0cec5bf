/// What `etcdscope` is asked to do.
public enum Command: String, Hashable, Sendable, CaseIterable {
  /// Without a command: opens the explorer.
  case explore = ""
  case demo
  case status

  /// One sentence.
  public var summary: String {
    switch self {
    case .explore: "Opens the explorer on a cluster."
    case .demo: "Starts a cluster of three members on this machine and opens the explorer on it."
    case .status: "Prints the members of a cluster once."
    }
  }

  var usage: String { "etcdscope " + (self == .explore ? "" : rawValue + " ") + "[options]" }
}

/// A command line or an environment that can't be understood; the description is the sentence that
/// the user sees, and the program ends with exit code 128.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
