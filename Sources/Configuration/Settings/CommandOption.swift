import Themes

/// One option of the command line: the source of parsing, `--help` and the README's table.
public struct CommandOption: Hashable, Sendable {
  /// Without dashes.
  public let name: String
  public let short: Character?
  /// What stands for the value in help; nil for a switch.
  public let metavar: String?
  /// One sentence, without a full stop.
  public let help: String
  /// The variable that is asked when the option is not given.
  public let environment: String?
  /// As the user would write it; nil when there is none.
  public let defaultValue: String?
  /// Given several times, the values are joined by commas instead of the last one winning.
  public let isList: Bool
  /// What completions suggest; empty when any text may be a value.
  public let choices: [String]
  public let commands: Set<Command>

  init(
    _ name: String, short: Character? = nil, _ metavar: String? = nil, environment: String? = nil,
    default defaultValue: String? = nil, isList: Bool = false,
    choices: [String] = [], of commands: Set<Command> = Set(Command.allCases), help: String
  ) {
    self.name = name
    self.short = short
    self.metavar = metavar
    self.help = help
    self.environment = environment
    self.defaultValue = defaultValue
    self.isList = isList
    self.choices = choices
    self.commands = commands
  }

  /// Whether it may stand in the configuration file and its profiles.
  public var isSetting: Bool { CommandOption.settings.contains(self) }
  /// Never shown.
  public var isSecret: Bool { ["password", "auth-jwt-token"].contains(name) }
  /// Whether a profile's value is meant for its own endpoints alone.
  var belongsToEndpoints: Bool {
    CommandOption.connection.contains(self) || ["accent", "access", "prefixes"].contains(name)
  }

  public static func named(_ name: String) -> CommandOption? { all.first { $0.name == name } }

  /// The options of `etcdscope`'s commands.
  static let ofExplorer = all.filter { !$0.commands.isDisjoint(with: Command.ofExplorer) }

  /// In the order in which help shows them.
  public static let all: [CommandOption] =
    file + settings + demo + lab + printing + status + reading + drive + picture + general

  private static let settings = connection + timing + members + screen

  /// With one client of the user's choice, where the lab has one for each policy.
  private static let talking = Set(Command.allCases.filter { !$0.isTool }).subtracting([.lab])
  private static let toCluster = talking.subtracting([.demo, .keys])
  private static let printed =
    toCluster.union([.lab]).subtracting([.explore, .capture, .info, .snapshot])
  private static let polling: Set<Command> = [
    .explore, .demo, .status, .latency, .hash, .events, .info,
  ]
  private static let onScreen: Set<Command> = [.explore, .demo, .capture, .info]

  private static let file = [
    CommandOption(
      "profile", "NAME", environment: "ETCDSCOPE_PROFILE", of: toCluster.subtracting([.drive]),
      help: "The profile of the configuration file; empty for none"),
    CommandOption(
      "config", "FILE", environment: "ETCDSCOPE_CONFIG", of: talking.subtracting([.drive]),
      help: "The configuration file, else etcdscope/config.json5 in the XDG folder"),
  ]

  private static let connection = [
    CommandOption(
      "endpoints", "HOST:PORT,…", environment: "ETCDCTL_ENDPOINTS", default: "127.0.0.1:2379",
      isList: true, of: toCluster,
      help: "The members' client addresses; http:// and https:// decide about TLS"),
    CommandOption(
      "discovery-srv", short: "d", "DOMAIN", environment: "ETCDCTL_DISCOVERY_SRV", of: toCluster,
      help: "Takes the endpoints from the domain's SRV records instead"),
    CommandOption(
      "discovery-srv-name", "NAME", environment: "ETCDCTL_DISCOVERY_SRV_NAME", of: toCluster,
      help: "Which service of the domain: _etcd-client-NAME"),
    CommandOption(
      "insecure-discovery", environment: "ETCDCTL_INSECURE_DISCOVERY", default: "true",
      of: toCluster,
      help: "Takes discovered plaintext endpoints; false only TLS ones with the domain's name"),
    CommandOption(
      "auto-sync-interval", "DURATION", of: toCluster,
      help: "Takes the endpoints from the member list that often, learners left out"),
    CommandOption(
      "cacert", "FILE", environment: "ETCDCTL_CACERT", of: toCluster,
      help: "PEM file of the authorities that servers' certificates are checked against"),
    CommandOption(
      "cert", "FILE", environment: "ETCDCTL_CERT", of: toCluster,
      help: "PEM file of the client certificate"),
    CommandOption(
      "key", "FILE", environment: "ETCDCTL_KEY", of: toCluster,
      help: "PEM file of the client certificate's key"),
    CommandOption(
      "insecure-transport", environment: "ETCDCTL_INSECURE_TRANSPORT", default: "true",
      of: toCluster, help: "Speaks plaintext to HOST:PORT without a scheme; false demands TLS"),
    CommandOption(
      "insecure-skip-tls-verify", environment: "ETCDCTL_INSECURE_SKIP_TLS_VERIFY",
      default: "false", of: toCluster,
      help: "Accepts any server certificate: for tests only"),
    CommandOption(
      "user", "NAME[:PASSWORD]", environment: "ETCDCTL_USER", of: toCluster,
      help: "Logs in; without a password it is asked for"),
    CommandOption(
      "password", "PASSWORD", environment: "ETCDCTL_PASSWORD", of: toCluster,
      help: "The password of --user; better in the environment, where ps does not show it"),
    CommandOption(
      "password-file", "FILE", of: toCluster,
      help: "File with the password of --user, which nobody else may read"),
    CommandOption(
      "auth-jwt-token", "TOKEN", environment: "ETCDCTL_AUTH_JWT_TOKEN", of: toCluster,
      help: "Logs in by a token instead of a user; better in the environment, too"),
  ]

  private static let timing = [
    CommandOption(
      "balancer", "NAME", default: "health-aware",
      choices: [
        "pinned", "pinned-health", "round-robin", "power-of-two", "leader", "health-aware",
      ], of: talking,
      help: "Who serves a request: pinned, pinned-health, round-robin, power-of-two, leader or"
        + " health-aware"),
    CommandOption(
      "dial-timeout", "DURATION", environment: "ETCDCTL_DIAL_TIMEOUT", default: "2s", of: talking,
      help: "How long an attempt to connect may take"),
    CommandOption(
      "command-timeout", "DURATION", environment: "ETCDCTL_COMMAND_TIMEOUT", default: "5s",
      of: talking,
      help: "How long a request may take"),
    CommandOption(
      "keepalive-time", "DURATION", environment: "ETCDCTL_KEEPALIVE_TIME", default: "5s",
      of: talking,
      help: "How often a silent connection is tested; etcd cuts off clients that ask more than"
        + " each 5s"),
    CommandOption(
      "keepalive-timeout", "DURATION", environment: "ETCDCTL_KEEPALIVE_TIMEOUT", default: "6s",
      of: talking,
      help: "How long such a test may go unanswered"),
    CommandOption(
      "max-request-bytes", "BYTES", environment: "ETCDCTL_MAX_REQUEST_BYTES", default: "0",
      of: talking, help: "The largest request that is sent; 0 means 2 MiB"),
    CommandOption(
      "max-recv-bytes", "BYTES", environment: "ETCDCTL_MAX_RECV_BYTES", default: "0",
      of: talking, help: "The largest answer that is taken; 0 means any"),
  ]

  private static let members = [
    CommandOption(
      "alarm", "RULE,…", isList: true, of: [.explore, .demo, .status, .events, .info],
      help:
        "Tells when lag>100, p99>200ms, leader-change, certificate<14d or quota>80%: by the bell"
        + " and a notification on the screen, by exit code 1 without one"),
    CommandOption(
      "quota", "SIZE", of: polling,
      help: "The servers' --quota-backend-bytes, such as 8GiB; servers from 3.6 on tell it"),
    CommandOption(
      "silent-after", "DURATION", default: "2s", of: polling,
      help: "A member without any answer for so long is unreachable"),
    CommandOption(
      "late-after", "DURATION", default: "1s", of: polling,
      help: "A linearizable read that takes so long counts as failed"),
    CommandOption(
      "lag-after", "ENTRIES", default: "1000", of: polling,
      help: "A member that is so far behind the committed index is lagging"),
    CommandOption(
      "slow-after", "DURATION", default: "1s", of: polling,
      help: "A member that takes so long to answer is slow"),
    CommandOption(
      "slow-factor", "NUMBER", default: "4", of: polling,
      help: "A member that takes so many times as long as the fastest, and 150ms, is slow"),
  ]

  private static let screen = [
    CommandOption(
      "theme", "NAME", environment: "ETCDSCOPE_THEME", default: "terminal",
      choices: BundledThemes.names + ["auto"], of: onScreen,
      help: "How the screen looks: a name of `etcdscope theme list`; DARK/LIGHT or auto go by the"
        + " terminal's ground"),
    CommandOption(
      "glyphs", "SET", choices: GlyphSet.Name.allCases.map(\.rawValue), of: onScreen,
      help: "The characters of frames and graphs: unicode, block or ascii; else by the locale"),
    CommandOption(
      "layout", "NAME", environment: "ETCDSCOPE_LAYOUT", default: "operate",
      choices: ["operate", "watch", "incident", "wall"], of: onScreen,
      help: "How panes share the screen: operate, watch, incident, wall, or one of the"
        + " configuration file's layouts; else as it was left"),
    CommandOption(
      "mouse", default: "true", of: [.explore, .demo, .info],
      help: "Takes clicks, the wheel and drags; false leaves them to the terminal, as F8 does"),
    CommandOption(
      "delimiter", "TEXT", default: "/", of: onScreen.union([.ls]),
      help: "What cuts keys into the branches of the tree; empty for a flat list"),
    CommandOption(
      "prefixes", "PREFIX,…", of: [.explore, .info],
      help: "Where to begin for a user who may not list everything, if the server does not tell"),
    CommandOption(
      "accent", "COLOR", choices: Accent.names, of: [.explore, .capture, .info],
      help: "Marks the cluster's name in the header: \(Accent.choices)"),
    CommandOption(
      "access", "MODE", default: "read-only", choices: Access.allCases.map(\.rawValue),
      of: [.explore, .info],
      help: "read-only; or protected: also asks for the cluster's name before what makes servers"
        + " read whole keyspaces"),
    CommandOption(
      "refresh", "DURATION", default: "500ms", of: [.explore, .demo, .info],
      help: "How often the screen shows what is new while nobody types"),
    CommandOption(
      "reduced-motion", default: "false", of: [.explore, .demo, .info],
      help: "Nothing on the screen spins"),
  ]

  private static let demo = [
    CommandOption(
      "etcd", "PATH", of: [.demo, .lab], help: "The etcd server to run, else the one of the PATH"),
    CommandOption(
      "headless", of: [.demo], help: "Prints the endpoints and waits instead of opening a screen"),
  ]

  private static let lab = [
    CommandOption(
      "policies", "NAME,…", isList: true, of: [.lab],
      help: "The balancer policies to compare; else all, by the names of --balancer"),
    CommandOption(
      "scenarios", "NAME,…", isList: true, of: [.lab],
      help: "The faults to compare them in, by the names in the lab's table; else all"),
  ]

  private static let printing = [
    CommandOption(
      "write-out", short: "w", "FORMAT", environment: "ETCDCTL_WRITE_OUT",
      choices: ["simple", "plain", "table", "json"], of: printed,
      help: "simple, plain or table for people, or json: one object a line"),
    CommandOption(
      "hex", environment: "ETCDCTL_HEX", default: "false",
      of: [.ls, .find, .get, .history, .diff, .watch],
      help: "Prints every byte of keys and values as \\xNN, but for -w json"),
    CommandOption(
      "debug", environment: "ETCDCTL_DEBUG", default: "false",
      of: printed.subtracting([.lab, .drive]),
      help: "Tells on standard error what the client does: connections, and each attempt of a call"),
  ]

  private static let reading = [
    CommandOption(
      "rev", "REVISION", isList: true, of: [.get, .diff, .watch],
      help: "The revision to read or to start at; diff takes two: --rev A --rev B"),
    CommandOption(
      "depth", "LEVELS", default: "1", of: [.ls], help: "How many levels to show"),
    CommandOption("values", of: [.find], help: "Looks in values too"),
    CommandOption(
      "reveal", of: [.get, .watch], help: "Shows what Kubernetes calls secret, else masked"),
    CommandOption(
      "as", "FORMAT", default: "auto",
      choices: Settings.ValueChoice.allCases.map(\.rawValue), of: [.get],
      help: "How to show the value: auto, json, hex, k8s, or raw for its bytes as they are"),
  ]

  private static let status = [
    CommandOption(
      "watch", of: [.status, .latency], help: "Prints again and again, until interrupted"),
    CommandOption(
      "cluster", default: "true", of: [.status],
      help: "All members; false leaves out those that no endpoint leads to"),
    CommandOption(
      "follow", of: [.events], help: "Goes on until interrupted"),
    CommandOption(
      "for", "DURATION", default: "10s", of: [.latency, .events],
      help: "How long to measure, or to wait for events"),
  ]

  private static let drive = [
    CommandOption(
      "op", "NAME", default: "range", of: [.drive],
      help: "What each call is: range, serializable-range, put or txn; or watch, which follows"
        + " the events of a writer"),
    CommandOption(
      "rate", "HZ", default: "100", of: [.drive],
      help: "Calls a second, or events of the watch's writer; 0 is as fast as it goes"),
    CommandOption(
      "concurrency", "N", default: "1", of: [.drive],
      help: "How many callers there are; each waits for its call's end and then for its turn"),
    CommandOption("duration", "S", default: "10", of: [.drive], help: "Seconds of the run"),
    CommandOption(
      "timeout", "S", default: "5", of: [.drive],
      help: "Seconds that a call may take, all its attempts together"),
    CommandOption(
      "prefix", "P", default: "/etcdscope-bench/", of: [.drive],
      help: "Below it a missing key is read, and keys are written that go with the run"),
    CommandOption(
      "value-size", "N", default: "100", of: [.drive], help: "Bytes of each written value"),
    CommandOption(
      "allow-writes", of: [.drive],
      help: "Lets put, txn and watch write to a cluster that is not on this machine"),
    CommandOption(
      "summary-only", of: [.drive], help: "Prints the last line only"),
  ]

  private static let picture = [
    CommandOption(
      "once", of: [.explore], help: "Prints one frame as text and ends"),
    CommandOption(
      "plain", of: [.explore],
      help: "Prints what happens in words, an event a line, for screen readers and logs"),
    CommandOption(
      "size", "COLUMNSxROWS", of: [.explore, .capture],
      help: "The size of the picture, else the terminal's, else 80x24"),
    CommandOption("svg", of: [.capture], help: "Draws an SVG image instead of text"),
  ]

  private static let general = [
    CommandOption("help", short: "h", help: "Shows this help"),
    CommandOption("version", help: "Shows the version"),
  ]
}
