import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// One endpoint a block: its numbers, a graph of its last seconds, its connections.
struct EndpointRows {
  let rows: LatencyRows

  private static let graph = 2

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let endpoints = rows.traffic.endpoints
    let list = area.inside.dropTop(1)
    let each = rowsPerEndpoint(list.height, endpoints.count)
    let table = Table(
      columns: Self.columns(graph: each == 1), rows: endpoints.map { cells(of: $0, painter) })
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    var cursor: Point?
    for (row, index) in (rows.cursor.top..<endpoints.count).enumerated() {
      let block = list.dropTop(row * each)
      guard !block.isEmpty else { break }
      painter.place(.row(.latency, index), in: block.dropBottom(max(0, block.height - each)))
      let (look, rest) = rows.mark(index, in: block.row(0), &painter)
      cursor = cursor ?? rest
      table.drawRow(index, in: block.row(0).text, widths: widths, row: look, on: &painter)
      drawGraph(
        endpoints[index], table, widths, in: block.dropBottom(max(0, block.height - each)),
        &painter)
    }
    ScrollBar(top: rows.cursor.top, visible: list.height / each, count: endpoints.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  /// One row with a graph in it where there is little room; else a taller graph, the connections
  /// below the numbers, and a blank row.
  private func rowsPerEndpoint(_ height: Int, _ count: Int) -> Int {
    min(9, max(1, height / max(1, count)))
  }

  private static func columns(graph: Bool) -> [Table.Column] {
    [
      .init(title: "ENDPOINT", maximum: 30),
      .init(title: "STATE", rank: 2),
      .init(title: graph ? "LAST SECONDS" : "", rank: 4, minimum: graph ? 12 : 1, grows: true),
      .init(title: "P50", align: .right, minimum: 6),
      .init(title: "P90", align: .right, rank: 8, minimum: 6),
      .init(title: "P99", align: .right, minimum: 6),
      .init(title: "MAX", align: .right, rank: 6, minimum: 6),
      .init(title: "ERR", align: .right, rank: 1),
      .init(title: "RETRY", align: .right, rank: 7),
      .init(title: "HEDGE", align: .right, rank: 11),
      .init(title: "NOW", align: .right, rank: 9),
      .init(title: "PICKS", align: .right, rank: 3),
      .init(title: "", rank: 10),
    ]
  }

  private func cells(of endpoint: EndpointLatency, _ painter: Painter) -> [StyledText] {
    [
      rows.name(of: endpoint, painter),
      rows.state(of: endpoint, painter.glyphs),
      StyledText(),
      LatencyRows.latency(endpoint.p50),
      LatencyRows.latency(endpoint.p90),
      LatencyRows.latency(endpoint.p99),
      LatencyRows.latency(endpoint.max),
      LatencyRows.count(endpoint.errors, .statusCritical),
      LatencyRows.count(endpoint.retries, .statusWarn),
      LatencyRows.count(endpoint.hedges, .statusWarn),
      LatencyRows.count(endpoint.inFlight, .uiForeground),
      StyledText(Format.percent(endpoint.share), endpoint.share > 0 ? .uiForeground : .uiFaint),
      Gauge(part: endpoint.share, role: .graphLine1).text(columns: 10, painter.glyphs),
    ]
  }

  /// In the row of the numbers where there is only that; else below it, under the connections.
  private func drawGraph(
    _ endpoint: EndpointLatency, _ table: Table, _ widths: [Int], in block: Rect,
    _ painter: inout Painter
  ) {
    let graph = LatencyScale(rows.traffic).graph(endpoint.history)
    let text = block.text
    var below = Rect(
      x: text.x + 2, y: text.y + 1, width: text.width - 2, height: block.height - 1)
    if block.height == 1 {
      if let x = table.x(of: Self.graph, in: text, widths: widths) {
        graph.draw(in: Rect(x: x, y: text.y, width: widths[Self.graph], height: 1), on: &painter)
      }
      return
    }
    if block.height >= 4 || endpoint.isFailing {
      let words = rows.connections(of: endpoint, columns: below.width, painter)
      painter.draw(words, x: below.x, y: below.y, columns: below.width)
      below = below.dropTop(1)
    }
    graph.draw(in: block.height >= 5 ? below.dropBottom(1) : below, on: &painter)
  }
}
