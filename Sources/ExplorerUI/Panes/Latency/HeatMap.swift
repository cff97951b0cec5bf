import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// Endpoint by time: each column is the p99 of some seconds, as a shade and a colour; the newest
/// stands at the right, and its number beside it.
struct HeatMap {
  let rows: LatencyRows

  /// Up to here each shade reaches; the last one has no end.
  private static let steps: [(limit: Duration, words: String)] = [
    (.milliseconds(1), "to 1 ms"), (.milliseconds(10), "to 10 ms"),
    (.milliseconds(100), "to 100 ms"),
  ]

  static func legend(_ painter: Painter) -> StyledText {
    var text = StyledText()
    for (shade, words) in zip(painter.glyphs.shades, steps.map(\.words) + ["above"]) {
      if !text.isEmpty { text.append("  ") }
      text.append("\(shade) ", .uiForeground)
      text.append(words, .uiDim)
    }
    return text
  }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    let endpoints = rows.traffic.endpoints
    let list = area.inside.dropTop(1)
    let first = rows.first(height: list.height) { _ in 1 }
    let table = Table(
      columns: [
        .init(title: "ENDPOINT", maximum: 20),
        .init(title: span(of: endpoints), minimum: 10, grows: true),
        .init(title: "P99 NOW", align: .right),
      ],
      rows: endpoints.map {
        [
          rows.name(of: $0, painter), StyledText(),
          LatencyRows.latency($0.heat.last ?? nil),
        ]
      })
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    var cursor: Point?
    for (y, index) in (first..<endpoints.count).prefix(list.height).enumerated() {
      let line = list.row(y)
      let (look, rest) = rows.mark(index, in: line, &painter)
      cursor = cursor ?? rest
      table.drawRow(index, in: line.text, widths: widths, row: look, on: &painter)
      if let x = table.x(of: 1, in: text, widths: widths) {
        draw(
          endpoints[index].heat, in: Rect(x: x, y: line.y, width: widths[1], height: 1), &painter)
      }
    }
    ScrollBar(top: first, visible: list.height, count: endpoints.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  private func span(of endpoints: [EndpointLatency]) -> String {
    let slot = EndpointLatency.heatSlot
    let slots = endpoints.map(\.heat.count).max() ?? 0
    return "LAST \(Format.age(slot * slots)), \(Format.age(slot)) A SLOT"
  }

  /// As broad as all slots leave room for; where there is less, the newest.
  private func draw(_ heat: [Duration?], in rect: Rect, _ painter: inout Painter) {
    guard !heat.isEmpty, rect.width > 0 else { return }
    let breadth = max(1, rect.width / heat.count)
    let shown = heat.suffix(rect.width / breadth)
    var x = rect.maxX - shown.count * breadth
    for slot in shown {
      let cell = Rect(x: x, y: rect.y, width: breadth, height: 1)
      if let slot {
        painter.fill(
          cell, with: Self.shade(of: slot, painter.glyphs),
          style: painter.theme.heat(LatencyScale.heat(slot)))
      } else {
        painter.fill(cell, with: painter.glyphs.noSample, style: painter.theme[.graphGrid])
      }
      x += breadth
    }
  }

  private static func shade(of latency: Duration, _ glyphs: GlyphSet) -> Unicode.Scalar {
    glyphs.shades[steps.firstIndex { latency <= $0.limit } ?? steps.count]
  }
}
