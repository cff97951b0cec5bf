import EtcdModel
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
  /// nil: to be asked for.
  public var password: String?

  public init(name: String, password: String?) {
    self.name = name
    self.password = password
  }
}

/// All choices of one run: flag before environment before default.
public struct Settings: Hashable, Sendable {
  /// How a command prints.
  public enum Output: String, Hashable, Sendable { case table, plain, json }

  /// How `get` shows a value.
  public enum ValueChoice: String, Hashable, Sendable, CaseIterable {
    case auto, json, hex, k8s, raw
  }

  public var command: Command
  /// The key, prefix or file of a command that takes one.
  public var operand: String
  /// In the order in which they were given.
  public var revisions: [Revision]
  public var valueChoice: ValueChoice
  public var endpoints: [Endpoint]
  /// Whether an endpoint without a scheme speaks TLS.
  public var bareEndpointsUseTLS: Bool
  /// For every endpoint that speaks TLS.
  public var tls: TLSFiles
  public var login: Login?
  /// As it was given: the client knows the names.
  public var balancer: String
  public var dialTimeout: Duration
  public var commandTimeout: Duration
  public var keepaliveTime: Duration
  public var keepaliveTimeout: Duration
  /// nil leaves it to what was chosen before, and in the end to the default.
  public var theme: String?
  /// nil leaves it to the locale.
  public var glyphs: GlyphSet.Name?
  public var delimiter: String
  /// The etcd of the demo; nil looks in the PATH.
  public var etcdPath: String?
  public var isHeadless: Bool
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
}

/// What a command line asks for.
public enum Invocation: Hashable, Sendable {
  case help(Command)
  case version
  case run(Settings)

  /// - Parameter arguments: without the program's name.
  /// - Throws: `UsageError` naming the option or variable, what is wrong with it and the fix.
  public static func read(
    arguments: [String], environment: [String: String]
  ) throws(UsageError) -> Invocation {
    let arguments = try Arguments(arguments)
    if arguments.has("help") { return .help(arguments.command) }
    if arguments.has("version") { return .version }
    return .run(try Settings(SettingsReader(arguments: arguments, environment: environment)))
  }
}

extension Settings {
  fileprivate init(_ reader: SettingsReader) throws(UsageError) {
    command = reader.arguments.command
    operand = try reader.operand()
    revisions = try reader.revisions()
    valueChoice =
      try reader.choice("as", ValueChoice.init, "auto, json, hex, k8s or raw") ?? .auto
    endpoints = try reader.endpoints()
    tls = try reader.tls()
    let demandsTLS = try !reader.bool("insecure-transport")
    bareEndpointsUseTLS = demandsTLS || tls.authority != nil || tls.certificate != nil
    login = try reader.login()
    balancer = reader.text("balancer") ?? ""
    dialTimeout = try reader.duration("dial-timeout")
    commandTimeout = try reader.duration("command-timeout")
    keepaliveTime = try max(reader.duration("keepalive-time"), Self.shortestKeepalive)
    keepaliveTimeout = try reader.duration("keepalive-timeout")
    theme = reader.arguments["theme"]
    glyphs = try reader.choice("glyphs", GlyphSet.Name.init, "unicode, block or ascii")
    delimiter = reader.text("delimiter") ?? ""
    etcdPath = try reader.path("etcd")
    isHeadless = try reader.bool("headless")
    output = try reader.output()
    isWatching = try reader.bool(command == .events ? "follow" : "watch")
    showsWholeCluster = try reader.bool("cluster")
    span = try reader.duration("for")
    memberWatch = try reader.memberWatch()
    drive = command == .drive ? try DriveSettings(reader, endpoints: endpoints) : nil
  }

  /// etcd's servers end connections that ping more often than each 5 s (`MinTime` of their
  /// keepalive enforcement).
  private static let shortestKeepalive = Duration.seconds(5)
}
