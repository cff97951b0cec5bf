import EtcdModel
import TerminalModel

/// What does not change while the explorer runs.
public struct ExplorerOptions: Hashable, Sendable {
  /// Shown in the header; empty for none.
  public var clusterName: String
  /// As they were given.
  public var endpoints: [Endpoint]
  /// Besides the endpoints, what etcdctl needs to reach the cluster as we do, passwords left out.
  public var clientVariables: [ClientVariable] = []
  public var isReadOnly: Bool
  /// What costs the servers much is asked for by the cluster's name.
  public var isProtected = false
  /// The demo's members in the order of fault commands; nil outside the demo.
  public var demoMembers: [String]?
  public var delimiter: Delimiter
  /// Every setting and where it comes from.
  public var settings: [SettingLine] = []
  /// The profiles of the configuration file.
  public var profiles: [String] = []
  /// The balancer policies that can be switched to.
  public var policies: [BalancerChoice]
  /// What the user may read, where the server does not tell.
  public var prefixes: [[UInt8]] = []
  /// Of earlier runs.
  public var bookmarks: [[UInt8]] = []
  /// What this user was never told yet.
  public var unseenHints: Set<FirstHint> = []
  /// Those that come with the program, and the user's.
  public var layouts = Layout.presets

  public init(
    clusterName: String = "", endpoints: [Endpoint] = [], isReadOnly: Bool = true,
    demoMembers: [String]? = nil, delimiter: Delimiter = .slash,
    policies: [BalancerChoice] = []
  ) {
    self.clusterName = clusterName
    self.endpoints = endpoints
    self.isReadOnly = isReadOnly
    self.demoMembers = demoMembers
    self.delimiter = delimiter
    self.policies = policies
  }
}

/// A variable of etcdctl's environment.
public struct ClientVariable: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A balancer policy by its name, and what it does on one line.
public struct BalancerChoice: Hashable, Sendable {
  public var name: String
  public var summary: String

  public init(name: String, summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// One setting as the user would write it, and the place that it comes from. Foreign text.
public struct SettingLine: Hashable, Sendable {
  public var name: String
  public var value: String
  public var place: String

  public init(name: String, value: String, place: String) {
    self.name = name
    self.value = value
    self.place = place
  }
}

/// Everything that is on the screen or decides what will be; changed by `reduce` alone.
public struct ExplorerState: Sendable {
  public let options: ExplorerOptions
  /// What keys mean: the standard bindings, or the user's.
  public let registry: ActionRegistry
  /// Of the last tick: ages are counted from here.
  public internal(set) var now: ContinuousClock.Instant
  public internal(set) var wallClock: WallClock?
  public internal(set) var size = Size(columns: 80, rows: 24)
  public internal(set) var paneSizes = PaneSizes()

  public internal(set) var focus = Pane.keys
  /// The focused pane has the whole screen.
  public internal(set) var isZoomed = false
  /// The layout in use and what was made of each.
  public internal(set) var layoutMemory = LayoutMemory()
  var wall: Wall
  /// While a divider is moved by the mouse.
  var drag: DividerDrag?
  var lastPress: MousePress?
  public internal(set) var theme: String
  public internal(set) var themes: [String] = []
  public internal(set) var overlay: Overlay?
  public internal(set) var message: Message?

  public internal(set) var tree: TreePane
  public internal(set) var value = ValuePane()
  public internal(set) var watches = WatchesPane()
  public internal(set) var members = MembersPane()
  public internal(set) var latency = LatencyPane()
  /// Writes a second, of all clients.
  public internal(set) var writes = WriteRate()

  /// What is known about the store's past; see `RevisionRange`.
  public internal(set) var revisions = RevisionRange()
  /// The history that is being read, or that its list shows.
  var history: HistoryReading?
  /// Counts events by prefix while its list is open.
  var hotPrefixes: HotPrefixes?
  /// The comparison that is being made, or that its list shows.
  var prefixDiff: PrefixDiffReading?
  /// Paths to come back to, in the order in which they were marked.
  var bookmarks: [[UInt8]]
  var unseenHints: Set<FirstHint>
  /// Where the last hint was given.
  var hintedPane: Pane?
  var visit: KeyVisit?
  var locations = LocationHistory()
  /// Where the user was after the last event.
  var lastLocation: Location?
  /// The event went far away, though it changed nothing that a location is known by.
  var hasJumped = false
  var running: RunningSearch?
  var completion: KeyCompletion?

  /// Seconds are counted from here.
  var lastSecond: ContinuousClock.Instant
  /// Ctrl-C was pressed at this moment; a second one soon after quits.
  var interruptedAt: ContinuousClock.Instant?
  var identifiers = IdentifierSource()

  public init(
    options: ExplorerOptions, registry: ActionRegistry = .standard, theme: String = "terminal",
    now: ContinuousClock.Instant
  ) {
    self.options = options
    self.registry = registry
    self.theme = theme
    self.now = now
    self.lastSecond = now
    self.bookmarks = options.bookmarks
    self.unseenHints = options.unseenHints
    self.tree = TreePane(delimiter: options.delimiter)
    wall = Wall(since: now)
  }
}
