import EtcdModel
import TerminalModel
import Themes

/// The files and checks of TLS connections; paths as they were given.
public struct TLSFiles: Hashable, Sendable {
  /// nil trusts the system's authorities.
  public var authority: String?
  /// Certificate and key: both or neither.
  public var certificate: String?
  public var key: String?
  public var skipsVerification: Bool

  public init(
    authority: String? = nil, certificate: String? = nil, key: String? = nil,
    skipsVerification: Bool = false
  ) {
    self.authority = authority
    self.certificate = certificate
    self.key = key
    self.skipsVerification = skipsVerification
  }
}

/// Who logs in.
public struct Login: Hashable, Sendable {
  public var name: String
  /// nil: to be read from the file, or asked for.
  public var password: String?
  /// A file that holds the password alone, readable by its owner only.
  public var passwordFile: String?

  public init(name: String, password: String?, passwordFile: String? = nil) {
    self.name = name
    self.password = password
    self.passwordFile = passwordFile
  }
}

/// The user's keys for one action; which ids and keys there are, the explorer knows.
public struct KeySetting: Hashable, Sendable {
  /// The action's id.
  public var action: String
  /// As the file writes them; none leaves the action without a key.
  public var keys: [String]
  /// File, line and key.
  public var place: String

  public init(action: String, keys: [String], place: String) {
    self.action = action
    self.keys = keys
    self.place = place
  }
}

/// What the explorer may do to a cluster.
public enum Access: String, Hashable, Sendable, CaseIterable {
  /// It only reads.
  case readOnly = "read-only"
  /// And asks before it makes servers read much.
  case protected
}

/// One setting, and where it comes from.
public struct SettingOrigin: Hashable, Sendable {
  public var name: String
  /// As the user would write it; masked when it is a secret.
  public var value: String
  /// A flag, a variable, a line of the configuration file, or `default`.
  public var place: String
}

/// All choices of one run: flag before environment before profile before default.
public struct Settings: Hashable, Sendable {
  /// How a command prints.
  public enum Output: String, Hashable, Sendable { case table, plain, json }

  /// How `get` shows a value.
  public enum ValueChoice: String, Hashable, Sendable, CaseIterable {
    case auto, json, hex, k8s, raw
  }

  /// DNS SRV discovery.
  public struct Discovery: Hashable, Sendable {
    public var domain: String
    /// Which of the domain's clusters; nil for the one without a name.
    public var name: String?
    public var takesPlaintext: Bool

    public init(domain: String, name: String? = nil, takesPlaintext: Bool = true) {
      self.domain = domain
      self.name = name
      self.takesPlaintext = takesPlaintext
    }
  }

  public var command: Command
  /// The key, prefix or file of a command that takes one.
  public var operand: String
  /// In the order in which they were given.
  public var revisions: [Revision]
  public var valueChoice: ValueChoice
  public var endpoints: [Endpoint]
  /// nil: the endpoints are as given.
  public var discovery: Discovery?
  public var autoSyncInterval: Duration?
  /// Whether an endpoint without a scheme speaks TLS.
  public var bareEndpointsUseTLS: Bool
  /// For every endpoint that speaks TLS.
  public var tls: TLSFiles
  public var login: Login?
  /// A token issued elsewhere, instead of a login.
  public var token: String?
  /// As it was given: the client knows the names.
  public var balancer: String
  public var dialTimeout: Duration
  public var commandTimeout: Duration
  public var keepaliveTime: Duration
  public var keepaliveTimeout: Duration
  /// nil: as large as may be.
  public var maximumReceivedBytes: Int?
  public var maximumRequestBytes: Int
  /// A name, a pair for dark and light ground, or nil to leave it to what was chosen before, and in
  /// the end to the default.
  public var theme: ThemeChoice?
  /// nil leaves it to the locale.
  public var glyphs: GlyphSet.Name?
  /// The name of a layout; nil leaves it to how the screen was left.
  public var layout: String?
  /// The configuration file's own, in its order.
  public var layouts: [LayoutSetting]
  /// nil leaves it to how the screen was left.
  public var usesMouse: Bool?
  public var delimiter: String
  /// What the user may read, where the server does not tell.
  public var prefixes: [String]
  /// The profile whose cluster this is; nil when the endpoints are given otherwise.
  public var profile: String?
  /// Those that there are.
  public var profiles: [String]
  /// The configuration file named by a flag.
  public var configurationPath: String?
  /// Marks the cluster's name, so that production looks like production.
  public var accent: Accent?
  public var access: Access
  /// How often the screen shows what is new while nobody types.
  public var refresh: Duration
  /// In the order of the file.
  public var keys: [KeySetting]
  /// Nothing spins.
  public var hasReducedMotion: Bool
  /// The etcd of the demo and the lab; nil looks in the PATH.
  public var etcdPath: String?
  public var isHeadless: Bool
  /// As they were given, none for all: the lab knows the names.
  public var labPolicies: [String]
  public var labScenarios: [String]
  /// What `find` looks for.
  public var pattern: String
  public var searchesValues: Bool
  /// Secrets are shown.
  public var reveals: Bool
  /// Commands without a screen print every byte of keys and values in hex.
  public var printsHex: Bool
  /// Commands without a screen tell what their client does.
  public var tellsClient: Bool
  /// Levels that `ls` shows.
  public var depth: Int
  public var output: Output
  /// `status`, `latency` and `events` go on.
  public var isWatching: Bool
  /// nil for every other command.
  public var drive: DriveSettings?
  /// Whether `status` shows members that no given endpoint leads to.
  public var showsWholeCluster: Bool
  /// How long `latency` measures and `events` waits.
  public var span: Duration
  public var memberWatch: MemberWatchSettings
  /// Of a picture; nil for the terminal's, or 80 by 24.
  public var size: Size?
  /// One frame as text, and the end.
  public var isOnce: Bool
  /// Events as lines of words instead of a screen.
  public var isPlain: Bool
  /// `capture` draws SVG instead of text.
  public var isSVG: Bool
  /// `capture` shows a cluster instead of the sample.
  public var hasEndpoints: Bool
  public var origins: [SettingOrigin]
}

/// What a command line asks for.
public enum Invocation: Hashable, Sendable {
  case help(Command)
  case version
  case run(Settings)
  case tool(Tool)

  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - file: reads the configuration file, the one named or the usual one; nil when the latter is
  ///     not there. Asked for only by what takes settings.
  /// - Throws: `UsageError` naming the option or variable, what is wrong with it and the fix.
  public static func read(
    arguments: [String], environment: [String: String],
    file: (_ path: String?) throws(FileError) -> ConfigurationFile? = { _ in nil }
  ) throws(UsageError) -> Invocation {
    let arguments = try Arguments(arguments)
    if arguments.has("help") { return .help(arguments.command) }
    if arguments.has("version") { return .version }
    if arguments.command.isTool { return .tool(try Tool(arguments)) }
    let path = arguments["config"] ?? environment["ETCDSCOPE_CONFIG"]
    let configuration: ConfigurationFile?
    do throws(FileError) {
      configuration = try file(path?.isEmpty ?? true ? nil : path)
    } catch {
      throw UsageError(error.description)
    }
    return .run(
      try Settings(
        SettingsReader(arguments: arguments, environment: environment, file: configuration)))
  }
}

extension Settings {
  fileprivate init(_ reader: SettingsReader) throws(UsageError) {
    command = reader.arguments.command
    operand = try reader.operand()
    revisions = try reader.revisions()
    pattern = reader.arguments.operands.dropFirst().first ?? ""
    searchesValues = try reader.bool("values")
    reveals = try reader.bool("reveal")
    printsHex = try reader.bool("hex")
    tellsClient = try reader.bool("debug")
    depth = try reader.number("depth", in: 1...1000)
    valueChoice =
      try reader.choice("as", ValueChoice.init, "auto, json, hex, k8s or raw") ?? .auto
    endpoints = try reader.endpoints()
    tls = try reader.tls()
    let demandsTLS = try !reader.bool("insecure-transport")
    bareEndpointsUseTLS = demandsTLS || tls.authority != nil || tls.certificate != nil
    login = try reader.login()
    token = try reader.token()
    discovery = try reader.discovery()
    autoSyncInterval =
      try reader.isGiven("auto-sync-interval") ? reader.duration("auto-sync-interval") : nil
    balancer = reader.text("balancer") ?? ""
    dialTimeout = try reader.duration("dial-timeout")
    commandTimeout = try reader.duration("command-timeout")
    keepaliveTime = try max(reader.duration("keepalive-time"), Self.shortestKeepalive)
    keepaliveTimeout = try reader.duration("keepalive-timeout")
    let request = try reader.bytes("max-request-bytes")
    maximumRequestBytes = request == 0 ? Self.defaultRequestBytes : request
    let received = try reader.bytes("max-recv-bytes")
    maximumReceivedBytes = received == 0 ? nil : received
    theme = try reader.choice("theme", ThemeChoice.init, "a theme, or two as DARK/LIGHT")
    glyphs = try reader.choice("glyphs", GlyphSet.Name.init, "unicode, block or ascii")
    layout = try reader.word("layout")
    layouts = reader.file?.layouts ?? []
    usesMouse = try reader.isGiven("mouse") ? reader.bool("mouse") : nil
    delimiter = reader.text("delimiter") ?? ""
    prefixes = (reader.text("prefixes") ?? "").split(separator: ",").map(String.init)
    profile = reader.profileInUse
    profiles = reader.file?.profileNames ?? []
    configurationPath = reader.arguments["config"]
    accent = try reader.choice("accent", Accent.init, Accent.choices)
    access = try reader.choice("access", Access.init, "read-only or protected") ?? .readOnly
    refresh = try reader.duration("refresh")
    keys = reader.file?.keys ?? []
    hasReducedMotion = try reader.bool("reduced-motion")
    etcdPath = try reader.path("etcd")
    isHeadless = try reader.bool("headless")
    labPolicies = reader.names("policies")
    labScenarios = reader.names("scenarios")
    output = try reader.output()
    isWatching = try reader.bool(command == .events ? "follow" : "watch")
    showsWholeCluster = try reader.bool("cluster")
    span = try reader.duration("for")
    memberWatch = try reader.memberWatch()
    drive = command == .drive ? try DriveSettings(reader, endpoints: endpoints) : nil
    size = try reader.size()
    isOnce = try reader.bool("once")
    isPlain = try reader.bool("plain")
    isSVG = try reader.bool("svg")
    hasEndpoints = reader.isGiven("endpoints")
    origins = reader.origins()
  }

  /// clientv3's, above the 1.5 MiB that servers take.
  private static let defaultRequestBytes = 2 << 20

  /// etcd's servers end connections that ping more often than each 5 s (`MinTime` of their
  /// keepalive enforcement).
  private static let shortestKeepalive = Duration.seconds(5)
}
