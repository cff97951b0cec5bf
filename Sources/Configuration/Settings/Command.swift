/// What `etcdscope` is asked to do.
public enum Command: String, Hashable, Sendable, CaseIterable {
  /// Without a command: opens the explorer.
  case explore = ""
  case demo
  case lab
  case status
  case latency
  case hash
  case events
  case ls
  case find
  case get
  case history
  case diff
  case watch
  case snapshot
  case capture
  case info
  case keys
  case theme
  case config
  case completions
  case man
  /// Of the benchmark: `etcdscope-bench drive`.
  case drive

  /// One sentence.
  public var summary: String {
    switch self {
    case .explore: "Opens the explorer on a cluster."
    case .demo: "Starts a cluster of three members on this machine and opens the explorer on it."
    case .lab:
      "Puts every balancer policy through faults on a cluster of its own, and compares them."
    case .status: "Prints the members of a cluster once, or whenever something changes."
    case .latency: "Prints how long each member takes to answer, by kind of request."
    case .hash: "Compares what the members hold; each reads its whole keyspace for it."
    case .events: "Prints what happens in the cluster: leaders, verdicts, members, alarms."
    case .ls: "Prints the keys and prefixes directly under a prefix, one a line."
    case .find: "Prints the keys of a prefix that match a pattern, or whose values do."
    case .get: "Prints a key's value, decoded as what it is."
    case .history: "Prints every version of a key that compaction has left."
    case .diff:
      "Prints which keys of a prefix were added, changed or removed between two revisions."
    case .watch: "Prints every event of a prefix as it happens, or from a revision on."
    case .snapshot: "Saves one member's backend file, checked by its checksum."
    case .drive: "Drives a cluster with one kind of call and prints how that went."
    case .capture: "Prints one picture of the screen: of a sample, or live with --endpoints."
    case .info: "Prints every path that is used, and where each setting comes from."
    case .keys: "Prints every action with its id and the keys in use."
    case .theme: "Lists the themes, shows one's colours, or checks a theme file."
    case .config: "Writes a commented configuration file, or prints its JSON schema."
    case .completions: "Prints the completions for a shell: bash, zsh or fish."
    case .man: "Prints the manual page."
    }
  }

  /// What stands for its argument in help; nil for a command that takes none.
  public var operand: String? {
    switch self {
    case .explore, .demo, .lab, .status, .latency, .hash, .events, .drive, .capture, .info, .keys,
      .man:
      nil
    case .get, .history: "KEY"
    case .diff, .watch, .ls: "PREFIX"
    case .find: "PREFIX PATTERN"
    case .snapshot: "FILE"
    case .theme: "list|show NAME|check FILE"
    case .config: "init|schema"
    case .completions: "bash|zsh|fish"
    }
  }

  /// Whether it needs neither a cluster nor settings.
  var isTool: Bool { [.theme, .config, .completions, .man].contains(self) }

  /// The program whose command it is.
  var program: String { self == .drive ? "etcdscope-bench" : "etcdscope" }

  /// The commands of `etcdscope`, the explorer first.
  static let ofExplorer = allCases.filter { $0.program == explore.program }

  /// As it is typed: `etcdscope status`.
  var words: String { self == .explore ? program : "\(program) \(rawValue)" }

  var usage: String {
    [words, operand, "[options]"].compactMap { $0 }.joined(separator: " ")
  }
}

/// A command line or an environment that can't be understood; the description is the sentence that
/// the user sees, and the program ends with exit code 128.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
