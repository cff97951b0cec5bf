import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The numbers of a wall: each with what it counts above it, and its last minute below.
struct WallTiles {
  let state: ExplorerState
  let header: Header

  private struct Tile {
    var caption: String
    var number: String
    var role: ThemeRole = .uiTitle
    var below = Below.nothing
  }

  private enum Below {
    case nothing
    case words(String)
    case graph([Double?], ThemeRole)
    case gauge(Double, ThemeRole, String)
  }

  private static let leastColumns = 27
  private static let leastRows = 6
  private static let mostRows = 14
  /// Characters that are no more than a number such as 99.9 has.
  private static let short = 4

  /// How the tiles stand: as many as there is room for, then as large as can be.
  private struct Grid {
    var columns: Int
    var rows: Int
    var size: Size
    /// Of every number that is short; longer ones may have to be smaller.
    var scale: BigText.Scale
  }

  func draw(in rect: Rect, on painter: inout Painter) {
    let tiles = tiles
    guard let grid = grid(of: tiles, in: rect, painter.glyphs) else { return }
    let shown = min(tiles.count, grid.columns * grid.rows)
    // They change their places now and then, so that no figure burns in.
    let order = state.wallOrder % shown
    for place in 0..<shown {
      draw(
        tiles[(place + order) % shown], grid.scale,
        in: Rect(
          x: rect.x + place % grid.columns * grid.size.columns,
          y: rect.y + place / grid.columns * grid.size.rows, width: grid.size.columns - 2,
          height: grid.size.rows - (grid.rows > 1 ? 1 : 0)), on: &painter)
    }
  }

  private func grid(of tiles: [Tile], in rect: Rect, _ glyphs: GlyphSet) -> Grid? {
    guard !tiles.isEmpty, rect.height >= 2 else { return nil }
    let across = max(rect.width < 60 ? 2 : 1, rect.width / Self.leastColumns)
    let grids = (1...max(1, min(3, rect.height / Self.leastRows))).map { rows in
      let columns = min(across, (tiles.count + rows - 1) / rows)
      let size = Size(
        columns: rect.width / columns, rows: min(rect.height / rows, Self.mostRows))
      let room = Size(columns: size.columns - 2, rows: size.rows - 1 - (rows > 1 ? 1 : 0))
      let scales = tiles.filter { $0.number.count <= Self.short }.map { tile in
        BigText(tile.number, tile.role)?.scale(in: room, glyphs) ?? .small
      }
      return Grid(
        columns: columns, rows: rows, size: size,
        scale: scales.max { $0.order < $1.order } ?? .small)
    }
    return grids.max {
      let (one, other) = ($0.columns * $0.rows, $1.columns * $1.rows)
      return (min(one, tiles.count), $1.scale.order) < (min(other, tiles.count), $0.scale.order)
    }
  }

  private func draw(
    _ tile: Tile, _ scale: BigText.Scale, in rect: Rect, on painter: inout Painter
  ) {
    painter.draw(
      StyledText(tile.caption, .uiDim), x: rect.x, y: rect.y, columns: rect.width)
    let room = rect.dropTop(1)
    let limit = Size(columns: rect.width, rows: room.height)
    var used = 1
    if let text = BigText(tile.number, tile.role), let own = text.scale(in: limit, painter.glyphs) {
      let scale = own.order < scale.order ? scale : own
      text.draw(scale, x: room.x, y: room.y, on: &painter)
      used = text.size(scale, painter.glyphs).rows
    } else {
      painter.draw(
        StyledText(Sanitiser(width: painter.width).text(tile.number), tile.role), x: room.x,
        y: room.y, columns: room.width)
    }
    let rest = room.dropTop(used)
    if !rest.isEmpty { draw(tile.below, in: rest.dropTop(rest.height >= 3 ? 1 : 0), on: &painter) }
  }

  private func draw(_ below: Below, in rect: Rect, on painter: inout Painter) {
    switch below {
    case .nothing: break
    case .words(let words):
      painter.draw(StyledText(words, .uiDim), x: rect.x, y: rect.y, columns: rect.width)
    case .graph(let values, let role):
      let graph = Rect(
        x: rect.x, y: rect.y, width: min(rect.width, 60), height: min(rect.height, 4))
      Sparkline(
        values: values, maximum: values.compactMap(\.self).max() ?? 1, coloring: .role(role)
      ).draw(in: graph, on: &painter)
    case .gauge(let part, let role, let words):
      let bar = Gauge(part: part, role: role).text(columns: min(rect.width, 24), painter.glyphs)
      painter.draw(bar, x: rect.x, y: rect.y, columns: rect.width)
      guard rect.height >= 2 else { return }
      painter.draw(StyledText(words, .uiDim), x: rect.x, y: rect.y + 1, columns: rect.width)
    }
  }

  /// The most important first.
  private var tiles: [Tile] {
    [up, writes, latency, database, leader, revision].compactMap(\.self)
  }

  private var up: Tile? {
    guard header.members > 0 else { return nil }
    let (up, all) = (header.membersUp, header.members)
    let role: ThemeRole = up == all ? .healthOK : up == 0 ? .healthDown : .healthSlow
    return Tile(
      caption: "MEMBERS UP", number: "\(up)/\(all)", role: role,
      below: .gauge(Double(up) / Double(all), role, "\(up) of \(all) answer"))
  }

  private var writes: Tile? {
    guard let rate = state.writes.current else { return nil }
    return Tile(
      caption: "WRITES A SECOND", number: Format.rate(rate),
      below: .graph(state.writes.perSecond, .graphLine1))
  }

  /// Of the endpoint that is worst.
  private var latency: Tile? {
    let endpoints = state.latency.traffic?.endpoints ?? []
    guard
      let worst = endpoints.filter({ $0.p99 != nil }).max(by: { $0.p99 ?? .zero < $1.p99 ?? .zero }
      ),
      let p99 = worst.p99
    else { return nil }
    let parts = Format.latency(p99).split(separator: " ")
    return Tile(
      caption: "WORST P99, \(parts.last ?? "ms")", number: String(parts.first ?? "0"),
      role: p99 >= .milliseconds(100) ? .healthSlow : .uiTitle,
      below: .graph(worst.history.map { $0.map { $0 / .milliseconds(1) } }, .graphLine2))
  }

  /// Against the quota, where that is known.
  private var database: Tile? {
    guard let size = header.dbSize else { return nil }
    let quota = state.members.snapshot?.members.compactMap(\.quota?.bytes).min()
    let parts = Format.bytes(size).split(separator: " ")
    var tile = Tile(
      caption: "DATABASE, \(parts.last ?? "B")", number: String(parts.first ?? "0"))
    if let quota, quota > 0 {
      let part = Double(size) / Double(quota)
      let role: ThemeRole = part < 0.8 ? .gaugeOK : part < 0.95 ? .gaugeWarn : .gaugeCritical
      if part >= 0.8 { tile.role = .healthSlow }
      tile.below = .gauge(part, role, "\(Format.percent(part)) of \(Format.bytes(quota))")
    } else if let inUse = header.dbSizeInUse, inUse > 0 {
      tile.below = .words("\(Format.percent(Double(inUse) / Double(size))) in use")
    }
    return tile
  }

  private var leader: Tile? {
    guard let leader = header.leader else { return nil }
    return Tile(
      caption: "LEADER", number: leader, role: .roleLeader,
      below: .words(header.term.map { "term \($0)" } ?? ""))
  }

  private var revision: Tile? {
    header.revision.map {
      Tile(
        caption: "REVISION", number: "\($0)",
        below: .words("own \(Format.rate(header.rpcPerSecond)) RPC/s"))
    }
  }
}
