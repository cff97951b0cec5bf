import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// What each kind of call costs on each endpoint: a read that asks the quorum is no Status.
struct KindRows {
  let rows: LatencyRows

  private static let graph = 2
  private static let columns: [Table.Column] = [
    .init(title: "ENDPOINT", maximum: 30),
    .init(title: "KIND", minimum: 17),
    .init(title: "LAST MINUTE", rank: 4, minimum: 12, grows: true),
    .init(title: "CALLS", align: .right, rank: 3),
    .init(title: "P50", align: .right, minimum: 6),
    .init(title: "P90", align: .right, rank: 2, minimum: 6),
    .init(title: "P99", align: .right, minimum: 6),
    .init(title: "MAX", align: .right, rank: 1, minimum: 6),
  ]

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let endpoints = rows.traffic.endpoints
    let lines = endpoints.enumerated().flatMap { index, endpoint in
      endpoint.kinds.isEmpty
        ? [(index, nil)] : endpoint.kinds.map { (index, Optional($0)) }
    }
    let table = Table(
      columns: Self.columns,
      rows: lines.enumerated().map { row, line in
        let isFirst = row == 0 || lines[row - 1].0 != line.0
        return cells(of: line.1, isFirst ? rows.name(of: endpoints[line.0], painter) : "")
      })
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    let list = area.inside.dropTop(1)
    let first = rows.first(height: list.height) { max(1, $0.kinds.count) }
    let scale = LatencyScale(rows.traffic)
    let top = lines.firstIndex { $0.0 == first } ?? 0
    var cursor: Point?
    for (y, row) in (top..<lines.count).prefix(list.height).enumerated() {
      let line = list.row(y)
      let (index, kind) = lines[row]
      painter.place(.row(.latency, index), in: line)
      let isFirst = row == top || lines[row - 1].0 != index
      let (look, rest) = isFirst ? rows.mark(index, in: line, &painter) : (nil, nil)
      cursor = cursor ?? rest
      table.drawRow(row, in: line.text, widths: widths, row: look, on: &painter)
      if let kind, let x = table.x(of: Self.graph, in: text, widths: widths) {
        scale.graph(kind.history)
          .draw(in: Rect(x: x, y: line.y, width: widths[Self.graph], height: 1), on: &painter)
      }
    }
    ScrollBar(top: top, visible: list.height, count: lines.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  private func cells(of kind: KindLatency?, _ name: StyledText) -> [StyledText] {
    guard let kind else {
      return [name, StyledText("no call in the last minute", .uiFaint)]
        + Array(repeating: StyledText(), count: Self.columns.count - 2)
    }
    return [
      name, StyledText(kind.kind.rawValue, .uiForeground), StyledText(),
      LatencyRows.count(kind.summary.count, .uiDim),
      LatencyRows.latency(kind.summary.p50), LatencyRows.latency(kind.summary.p90),
      LatencyRows.latency(kind.summary.p99), LatencyRows.latency(kind.summary.max),
    ]
  }
}
