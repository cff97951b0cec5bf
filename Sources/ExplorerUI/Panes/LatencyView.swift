import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The latency pane: what our own calls to each endpoint cost.
struct LatencyView: PaneView {
  let latency: LatencyPane
  let members: [MemberSnapshot]
  let isFocused: Bool
  let now: ContinuousClock.Instant

  init(_ state: ExplorerState) {
    latency = state.latency
    members = state.members.snapshot?.members ?? []
    isFocused = state.focus == .latency
    now = state.now
  }

  func box(_ painter: Painter) -> Box {
    let policy = latency.traffic?.policy ?? ""
    return Box(
      number: Pane.latency.rawValue, title: Pane.latency.title, subject: "per endpoint",
      status: policy.isEmpty
        ? StyledText() : StyledText("policy ", .uiDim) + StyledText(policy, .uiForeground),
      footer: scale, isFocused: isFocused)
  }

  private var scale: StyledText {
    let count = latency.traffic?.endpoints.map(\.history.count).max() ?? 0
    guard count > 0 else { return StyledText() }
    return StyledText(
      "worst of each second, up to \(Format.latency(.milliseconds(top))), log scale", .uiDim)
  }

  /// What fills a graph's height: the worst of all endpoints, so that graphs can be compared.
  private var top: Int {
    let worst = latency.traffic?.endpoints.flatMap { $0.history.compactMap { $0 } }.max() ?? .zero
    let steps = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    return steps.first { Duration.milliseconds($0) >= worst } ?? 10_000
  }

  func list(in inside: Rect) -> Rect { inside.dropTop(1) }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    guard let traffic = latency.traffic, !traffic.endpoints.isEmpty else {
      Notice("No call was made yet.").draw(in: area.inside.text, on: &painter)
      return nil
    }
    let list = list(in: area.inside)
    let each = rowsPerEndpoint(list.height, traffic.endpoints.count)
    let table = Table(
      columns: Self.columns(graph: each == 1),
      rows: traffic.endpoints.map { cells(of: $0, painter) })
    let text = area.inside.text
    let widths = table.widths(in: text.width, painter.width)
    table.drawHeading(in: text.row(0), widths: widths, on: &painter)
    var cursor: Point?
    for (row, index) in (latency.cursor.top..<traffic.endpoints.count).enumerated() {
      let block = list.dropTop(row * each)
      guard !block.isEmpty else { break }
      let line = block.row(0)
      let isSelected = isFocused && index == latency.cursor.selected
      let look = isSelected ? ThemeRole.rowCursor : nil
      painter.fillRow(look, in: line)
      if isSelected {
        painter.put(
          painter.glyphs.cursor, x: line.x, y: line.y,
          style: painter.theme.style(.uiBorderFocus, on: look))
        cursor = Point(x: line.x, y: line.y)
      }
      table.drawRow(index, in: line.text, widths: widths, row: look, on: &painter)
      drawGraph(
        traffic.endpoints[index], table, widths,
        in: block.dropBottom(max(0, block.height - each)), &painter)
    }
    ScrollBar(top: latency.cursor.top, visible: list.height / each, count: traffic.endpoints.count)
      .draw(x: area.scrollX, y: list.y, height: list.height, on: &painter)
    return cursor
  }

  /// One row with a graph in it where there is little room; else a taller graph, the connections
  /// below the numbers, and a blank row.
  private func rowsPerEndpoint(_ height: Int, _ count: Int) -> Int {
    min(9, max(1, height / max(1, count)))
  }

  private static let graph = 2
  private static func columns(graph: Bool) -> [Table.Column] {
    [
      .init(title: "ENDPOINT", maximum: 30),
      .init(title: "STATE", rank: 2),
      .init(title: graph ? "LAST SECONDS" : "", rank: 4, minimum: graph ? 12 : 1, grows: true),
      .init(title: "P50", align: .right, minimum: 6),
      .init(title: "P99", align: .right, minimum: 6),
      .init(title: "MAX", align: .right, rank: 6, minimum: 6),
      .init(title: "ERR", align: .right, rank: 1),
      .init(title: "RETRY", align: .right, rank: 7),
      .init(title: "NOW", align: .right, rank: 8),
      .init(title: "PICKS", align: .right, rank: 3),
      .init(title: "", rank: 9),
    ]
  }

  private func cells(of endpoint: EndpointLatency, _ painter: Painter) -> [StyledText] {
    func latency(_ duration: Duration?) -> StyledText {
      guard let duration else { return StyledText("-", .uiFaint) }
      return StyledText(
        Format.latency(duration), duration >= .milliseconds(100) ? .healthSlow : .uiForeground)
    }
    func count(_ number: Int, _ role: ThemeRole) -> StyledText {
      StyledText(Format.grouped(number), number > 0 ? role : .uiFaint)
    }
    return [
      StyledText(name(of: endpoint.endpoint, painter), .uiForeground),
      state(of: endpoint, painter),
      StyledText(),
      latency(endpoint.p50),
      latency(endpoint.p99),
      latency(endpoint.max),
      count(endpoint.errors, .statusCritical),
      count(endpoint.retries, .statusWarn),
      count(endpoint.inFlight, .uiForeground),
      StyledText(Format.percent(endpoint.share), endpoint.share > 0 ? .uiForeground : .uiFaint),
      Gauge(part: endpoint.share, role: .graphLine1).text(columns: 10, painter.glyphs),
    ]
  }

  /// The member's name says more than its address.
  private func name(of endpoint: Endpoint, _ painter: Painter) -> String {
    let member = members.first { $0.endpoint == endpoint || $0.aliases.contains(endpoint) }
    let name = member.map(\.name) ?? ""
    return Sanitiser(width: painter.width).text(name.isEmpty ? endpoint.authority : name)
  }

  /// The connection for calls, or the best of the others.
  private func state(of endpoint: EndpointLatency, _ painter: Painter) -> StyledText {
    let connections = endpoint.connections
    guard let connection = connections.first(where: { $0.role == .calls }) ?? connections.first
    else { return StyledText("none", .uiFaint) }
    return state(connection.state, painter.glyphs)
  }

  private func state(_ state: ConnectionState, _ glyphs: GlyphSet) -> StyledText {
    switch state {
    case .idle: StyledText("\(glyphs.learner) idle", .uiDim)
    case .connecting: StyledText("\(glyphs.learner) connecting", .statusBusy)
    case .ready: StyledText("\(glyphs.ok) ready", .healthOK)
    case .transientFailure: StyledText("\(glyphs.down) failing", .healthDown)
    case .closed: StyledText("closed", .uiFaint)
    }
  }

  /// In the row of the numbers where there is only that; else below it, under the connections.
  private func drawGraph(
    _ endpoint: EndpointLatency, _ table: Table, _ widths: [Int], in block: Rect,
    _ painter: inout Painter
  ) {
    let values = endpoint.history.map { $0.map { Self.logarithmic($0 / Self.floor) } }
    let graph = Sparkline(
      values: values, maximum: Self.logarithmic(.milliseconds(top) / Self.floor),
      coloring: .heat { $0 / Self.logarithmic(Self.hot / Self.floor) })
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
      painter.draw(
        connections(of: endpoint, painter), x: below.x, y: below.y, columns: below.width)
      below = below.dropTop(1)
    }
    graph.draw(in: block.height >= 5 ? below.dropBottom(1) : below, on: &painter)
  }

  /// The foot of the graphs, and from where on their colour is the hottest.
  private static let floor = Duration.microseconds(100)
  private static let hot = Duration.milliseconds(200)

  /// The logarithm to the base 2, near enough for a graph.
  private static func logarithmic(_ value: Double) -> Double {
    value > 1 ? Double(value.exponent) + value.significand - 1 : 0
  }

  /// All connections by role, or why the endpoint can't be reached.
  private func connections(of endpoint: EndpointLatency, _ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    var text = StyledText()
    for connection in endpoint.connections {
      if !text.isEmpty { text.append("  \(painter.glyphs.separator)  ", .uiFaint) }
      text.append(connection.role.rawValue + " ", .uiDim)
      text.append(words(connection, sanitiser))
    }
    return text
  }

  private func words(_ connection: ConnectionReport, _ sanitiser: Sanitiser) -> StyledText {
    let age = Format.age(now - connection.since)
    switch connection.state {
    case .idle: return StyledText("idle", .uiDim)
    case .connecting: return StyledText("connecting", .statusBusy)
    case .ready: return StyledText("ready \(age)", .healthOK)
    case .closed: return StyledText("closed", .uiDim)
    case .transientFailure(let reason):
      var text = StyledText(sanitiser.text(reason), .healthDown)
      if let next = connection.nextAttempt, next > now {
        text.append(" next try in \(Format.age(next - now))", .uiDim)
      }
      return text
    }
  }
}

extension EndpointLatency {
  fileprivate var isFailing: Bool {
    connections.contains { if case .transientFailure = $0.state { true } else { false } }
  }
}
