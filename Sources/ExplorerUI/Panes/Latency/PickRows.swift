import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// Where the balancer sends calls: each endpoint's share, why, and the last calls one by one.
struct PickRows {
  let rows: LatencyRows
  /// What the policy does, on one line.
  let summary: String?
  let calls: [CallRecord]
  let wallClock: WallClock?

  private static let columns: [Table.Column] = [
    .init(title: "ENDPOINT", maximum: 30),
    .init(title: "STATE", rank: 2),
    .init(title: "SHARE", align: .right),
    .init(title: "", rank: 3),
    .init(title: "PICKS", align: .right),
    .init(title: "IN FLIGHT", align: .right, rank: 4),
    .init(title: "RETRY", align: .right, rank: 1),
    .init(title: "HEDGE", align: .right, rank: 1),
    .init(title: "ERR", align: .right, rank: 1),
  ]

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let endpoints = rows.traffic.endpoints
    let table = Table(columns: Self.columns, rows: endpoints.map { cells(of: $0, painter) })
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    let list = area.inside.dropTop(1)
    let first = rows.first(height: list.height) { _ in 1 }
    var cursor: Point?
    var y = 0
    for index in (first..<endpoints.count).prefix(list.height) {
      let (look, rest) = rows.mark(index, in: list.row(y), &painter)
      cursor = cursor ?? rest
      table.drawRow(index, in: list.row(y).text, widths: widths, row: look, on: &painter)
      y += 1
    }
    let reasons = reasons(columns: text.width, painter)
    for line in reasons where y < list.height {
      painter.draw(line, x: text.x, y: list.y + y, columns: text.width)
      y += 1
    }
    drawCalls(in: list.dropTop(y).text, &painter)
    return cursor
  }

  private func cells(of endpoint: EndpointLatency, _ painter: Painter) -> [StyledText] {
    [
      rows.name(of: endpoint, painter),
      rows.state(of: endpoint, painter.glyphs),
      StyledText(Format.percent(endpoint.share), endpoint.share > 0 ? .uiForeground : .uiFaint),
      Gauge(part: endpoint.share, role: .graphLine1).text(columns: 10, painter.glyphs),
      LatencyRows.count(endpoint.picks, .uiForeground),
      LatencyRows.count(endpoint.inFlight, .uiForeground),
      LatencyRows.count(endpoint.retries, .statusWarn),
      LatencyRows.count(endpoint.hedges, .statusWarn),
      LatencyRows.count(endpoint.errors, .statusCritical),
    ]
  }

  /// What the policy does, and what that means just now.
  private func reasons(columns: Int, _ painter: Painter) -> [StyledText] {
    let sanitiser = Sanitiser(width: painter.width)
    let now = painter.width.wrap(sanitiser.text(rows.traffic.pickReason), columns: columns)
    let rule = summary.map { painter.width.wrap("\(rows.traffic.policy): \($0)", columns: columns) }
    return (rule ?? []).map { StyledText($0, .uiDim) } + now.map { StyledText($0, .statusInfo) }
  }

  /// The newest first.
  private func drawCalls(in rest: Rect, _ painter: inout Painter) {
    let picked = calls.lazy.reversed().filter { $0.role == .calls }
    guard rest.height >= 2 else { return }
    painter.draw(
      StyledText("LAST PICKS", .uiFaint), x: rest.x, y: rest.y, columns: rest.width)
    for (row, call) in picked.prefix(rest.height - 1).enumerated() {
      let line = rest.row(row + 1)
      painter.draw(
        .fitting(pieces(of: call, painter), columns: line.width, painter), x: line.x, y: line.y,
        columns: line.width)
    }
  }

  private func pieces(of call: CallRecord, _ painter: Painter) -> [StyledText] {
    let sanitiser = Sanitiser(width: painter.width)
    let time = wallClock.map { Format.time($0.millisecondsOfDay(at: call.startedAt)) }
    var pieces = [
      StyledText(time ?? Format.ago(rows.now - call.startedAt), .eventTime),
      StyledText("\(painter.glyphs.arrow) ", .uiFaint)
        + StyledText(rows.names.name(of: call.endpoint, painter), .uiForeground),
      LatencyRows.latency(call.latency),
      StyledText("\(call.shortMethod), \(call.kind.rawValue)", .uiDim),
    ]
    if call.isHedge {
      pieces.insert(StyledText("hedge", .statusWarn), at: 2)
    } else if call.attempt > 1 {
      pieces.insert(StyledText("try \(call.attempt)", .statusWarn), at: 2)
    }
    if call.statusCode != 0 {
      let failure = call.failure.map { sanitiser.text($0) } ?? "status \(call.statusCode)"
      pieces.insert(StyledText(failure, .statusCritical), at: 2)
    }
    return pieces
  }
}
