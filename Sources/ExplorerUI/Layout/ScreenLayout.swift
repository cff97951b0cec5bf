import ExplorerModel
import TerminalModel

/// Which pane lies where, decided by the size of the screen, the focus and the zoom alone.
struct ScreenLayout: Hashable {
  enum Kind: Hashable {
    /// Below `minimum`: a message instead of panes.
    case tooSmall
    /// One pane at a time, without borders.
    case tiny
    /// One pane at a time.
    case single
    /// Panes in related pairs behind tabs.
    case compact
    /// All panes; lists above, cluster below.
    case normal
    /// All panes in three columns.
    case wall
    /// All panes, stacked.
    case portrait
  }

  static let minimum = Size(columns: 40, rows: 10)

  let kind: Kind
  let header: Rect
  /// The names of the panes, where not all of them are on the screen or the header has too little
  /// room for everything.
  let tabs: Rect?
  let message: Rect?
  let hints: Rect
  /// What lies between header and message.
  let body: Rect
  /// The panes on the screen, in the order of their numbers.
  let panes: [PlacedPane]

  struct PlacedPane: Hashable {
    var pane: Pane
    var rect: Rect
  }

  var hasBorders: Bool { kind != .tiny }

  init(size: Size, focus: Pane, isZoomed: Bool) {
    let kind = Self.kind(of: size)
    self.kind = kind
    let all = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    let showsTabs =
      switch kind {
      case .tooSmall, .tiny: false
      case .single, .compact, .portrait: true
      case .normal, .wall: isZoomed
      }
    header = all.row(0)
    tabs = showsTabs ? all.row(1) : nil
    hints = all.row(max(0, size.rows - 1))
    message = kind == .tiny || kind == .tooSmall ? nil : all.row(size.rows - 2)
    body = all.dropTop(showsTabs ? 2 : 1).dropBottom(message == nil ? 1 : 2)
    if kind == .tooSmall {
      panes = []
    } else if isZoomed || kind == .tiny || kind == .single {
      panes = [PlacedPane(pane: focus, rect: body)]
    } else {
      panes = Self.place(kind, in: body, focus: focus).sorted {
        $0.pane.rawValue < $1.pane.rawValue
      }
    }
  }

  private static func kind(of size: Size) -> Kind {
    let (columns, rows) = (size.columns, size.rows)
    if columns < minimum.columns || rows < minimum.rows { return .tooSmall }
    if columns < 60 || rows < 16 { return .tiny }
    if columns >= 180, rows >= 50 { return .wall }
    if columns >= 110, rows >= 34 { return .normal }
    if columns < 110, rows >= 46 { return .portrait }
    return columns < 72 ? .single : .compact
  }

  private static func place(_ kind: Kind, in body: Rect, focus: Pane) -> [PlacedPane] {
    switch kind {
    case .tooSmall, .tiny, .single: []
    case .compact: compact(body, focus)
    case .normal: normal(body)
    case .wall: wall(body)
    case .portrait: portrait(body)
    }
  }

  private static func compact(_ body: Rect, _ focus: Pane) -> [PlacedPane] {
    switch focus {
    case .keys, .value:
      let (left, right) = body.splitColumns(at: max(34, body.width * 2 / 5))
      return [PlacedPane(pane: .keys, rect: left), PlacedPane(pane: .value, rect: right)]
    case .watches:
      return [PlacedPane(pane: .watches, rect: body)]
    case .members where body.height < 16, .latency where body.height < 16:
      return [PlacedPane(pane: focus, rect: body)]
    case .members, .latency:
      let (top, bottom) = body.splitRows(at: (body.height + 1) / 2)
      return [PlacedPane(pane: .members, rect: top), PlacedPane(pane: .latency, rect: bottom)]
    }
  }

  private static func normal(_ body: Rect) -> [PlacedPane] {
    let band = min(14, max(9, body.height * 3 / 10))
    let (lists, cluster) = body.splitRows(at: body.height - band)
    let (keys, right) = lists.splitColumns(at: min(60, max(40, body.width * 36 / 100)))
    let (value, watches) = right.splitRows(at: right.height * 55 / 100)
    let (members, latency) = cluster.splitColumns(at: body.width * 57 / 100)
    return [
      PlacedPane(pane: .keys, rect: keys), PlacedPane(pane: .value, rect: value),
      PlacedPane(pane: .watches, rect: watches), PlacedPane(pane: .members, rect: members),
      PlacedPane(pane: .latency, rect: latency),
    ]
  }

  private static func wall(_ body: Rect) -> [PlacedPane] {
    let (keys, rest) = body.splitColumns(at: body.width / 4)
    let (middle, right) = rest.splitColumns(at: rest.width - max(70, body.width * 36 / 100))
    let (value, watches) = middle.splitRows(at: middle.height * 55 / 100)
    let (members, latency) = right.splitRows(at: right.height * 55 / 100)
    return [
      PlacedPane(pane: .keys, rect: keys), PlacedPane(pane: .value, rect: value),
      PlacedPane(pane: .watches, rect: watches), PlacedPane(pane: .members, rect: members),
      PlacedPane(pane: .latency, rect: latency),
    ]
  }

  private static func portrait(_ body: Rect) -> [PlacedPane] {
    let (top, cluster) = body.splitRows(at: body.height * 2 / 3)
    let (keys, rest) = top.splitRows(at: top.height * 2 / 5)
    let (value, watches) = rest.splitRows(at: rest.height / 2)
    let (members, latency) = cluster.splitRows(at: (cluster.height + 1) / 2)
    return [
      PlacedPane(pane: .keys, rect: keys), PlacedPane(pane: .value, rect: value),
      PlacedPane(pane: .watches, rect: watches), PlacedPane(pane: .members, rect: members),
      PlacedPane(pane: .latency, rect: latency),
    ]
  }
}

extension Rect {
  func overlaps(_ other: Rect) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func splitColumns(at columns: Int) -> (left: Rect, right: Rect) {
    let columns = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: columns, height: height),
      Rect(x: x + columns, y: y, width: width - columns, height: height)
    )
  }

  func splitRows(at rows: Int) -> (top: Rect, bottom: Rect) {
    let rows = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: rows),
      Rect(x: x, y: y + rows, width: width, height: height - rows)
    )
  }
}
