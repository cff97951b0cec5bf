import TerminalModel

/// Where a wall's parts lie, which changes so that nothing burns in.
public struct WallShift: Hashable, Sendable {
  /// What a wall leaves free for that.
  static let room = Size(columns: 2, rows: 1)

  /// Off the top left of the screen.
  public let columns: Int
  public let rows: Int
  /// What is above else lies below.
  public let isTurned: Bool

  public init() {
    self.init(step: 0)
  }

  /// Round the free cells, one step after the other; the cell next to the last one in each.
  init(step: Int, isTurned: Bool = false) {
    self.isTurned = isTurned
    let round = [(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)]
    (columns, rows) = round[step % round.count]
  }
}

/// What a wall shows at a moment: a clock that needs nobody to press a key.
public struct Wall: Hashable, Sendable {
  /// What stands below the numbers.
  public enum Page: Hashable, Sendable, CaseIterable {
    case members, latency
    /// The latency pane's heat map, whatever mode the pane is in.
    case heat
    case watches

    public var pane: Pane {
      switch self {
      case .members: .members
      case .latency, .heat: .latency
      case .watches: .watches
      }
    }
  }

  static let pageLasts = Duration.seconds(15)
  static let shiftLasts = Duration.seconds(180)
  /// Numbers change their places that often.
  static let orderLasts = Duration.seconds(3600)
  /// A pane that somebody asked for stays that long after the last key.
  static let holdLasts = Duration.seconds(90)

  var since: ContinuousClock.Instant
  var heldUntil: ContinuousClock.Instant?

  func isHeld(at now: ContinuousClock.Instant) -> Bool { heldUntil.map { now < $0 } ?? false }

  func page(of pages: [Page], at now: ContinuousClock.Instant) -> Page {
    pages[steps(Self.pageLasts, now) % pages.count]
  }

  func shift(at now: ContinuousClock.Instant) -> WallShift {
    WallShift(step: steps(Self.shiftLasts, now), isTurned: order(at: now) % 2 == 1)
  }

  func order(at now: ContinuousClock.Instant) -> Int { steps(Self.orderLasts, now) }

  private func steps(_ length: Duration, _ now: ContinuousClock.Instant) -> Int {
    Int(max(0, (now - since) / length))
  }
}

extension ExplorerState {
  /// What the wall shows of itself now; nil when there is no wall, or when somebody chose a pane.
  public var wallPage: Wall.Page? {
    guard layout.isWall, !isZoomed, !wall.isHeld(at: now) else { return nil }
    return wall.page(of: wallPages, at: now)
  }

  /// By how many places the wall's numbers have moved on.
  public var wallOrder: Int { wall.order(at: now) }

  /// Whether what is above on the wall else lies below.
  public var isWallTurned: Bool { wall.shift(at: now).isTurned }

  /// In trouble, nothing but what tells about it.
  private var wallPages: [Wall.Page] {
    let members = members.snapshot?.members ?? []
    guard members.allSatisfy({ $0.verdict == .healthy }) else { return [.members, .latency] }
    return Wall.Page.allCases.filter { $0 != .watches || !watches.entries.isEmpty }
  }
}
