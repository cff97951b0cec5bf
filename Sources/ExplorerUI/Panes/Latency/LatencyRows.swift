import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// What all modes of the latency pane draw their rows with.
struct LatencyRows {
  let traffic: TrafficSnapshot
  let names: EndpointNames
  let now: ContinuousClock.Instant
  let cursor: ListCursor
  let isFocused: Bool

  func name(of endpoint: EndpointLatency, _ painter: Painter) -> StyledText {
    StyledText(names.name(of: endpoint.endpoint, painter), .uiForeground)
  }

  /// Paints the row of an endpoint where the cursor is on it, and returns its look and where the
  /// hardware cursor rests.
  func mark(_ index: Int, in line: Rect, _ painter: inout Painter) -> (ThemeRole?, Point?) {
    painter.place(.row(.latency, index), in: line)
    guard isFocused, index == cursor.selected else { return (nil, nil) }
    painter.fillRow(.rowCursor, in: line)
    painter.put(
      painter.glyphs.cursor, x: line.x, y: line.y,
      style: painter.theme.style(.uiBorderFocus, on: .rowCursor))
    return (.rowCursor, Point(x: line.x, y: line.y))
  }

  /// The first endpoint to draw where each takes so many rows, so that the selected one is seen.
  func first(height: Int, rows: (EndpointLatency) -> Int) -> Int {
    let last = min(cursor.selected, traffic.endpoints.count - 1)
    var first = min(cursor.top, last)
    func used() -> Int { traffic.endpoints[first...last].reduce(0) { $0 + rows($1) } }
    while first < last, used() > height { first += 1 }
    return first
  }

  /// Rows come at the right, latencies of 100 ms and more in a warning colour.
  static func latency(_ duration: Duration?) -> StyledText {
    guard let duration else { return StyledText("-", .uiFaint) }
    return StyledText(
      Format.latency(duration), duration >= .milliseconds(100) ? .healthSlow : .uiForeground)
  }

  static func count(_ number: Int, _ role: ThemeRole) -> StyledText {
    StyledText(Format.grouped(number), number > 0 ? role : .uiFaint)
  }

  /// The connection for calls, or the best of the others.
  func state(of endpoint: EndpointLatency, _ glyphs: GlyphSet) -> StyledText {
    let connections = endpoint.connections
    guard let connection = connections.first(where: { $0.role == .calls }) ?? connections.first
    else { return StyledText("none", .uiFaint) }
    return switch connection.state {
    case .idle: StyledText("\(glyphs.learner) idle", .uiDim)
    case .connecting: StyledText("\(glyphs.learner) connecting", .statusBusy)
    case .ready: StyledText("\(glyphs.ok) ready", .healthOK)
    case .transientFailure: StyledText("\(glyphs.down) failing", .healthDown)
    case .closed: StyledText("closed", .uiFaint)
    }
  }

  /// All connections by role, or why the endpoint can't be reached.
  func connections(of endpoint: EndpointLatency, columns: Int, _ painter: Painter) -> StyledText {
    let sanitiser = Sanitiser(width: painter.width)
    let pieces = endpoint.connections.map { connection in
      StyledText(connection.role.rawValue + " ", .uiDim) + words(connection, sanitiser)
    }
    return .fitting(
      pieces, gap: StyledText("  \(painter.glyphs.separator)  ", .uiFaint), columns: columns,
      painter)
  }

  private func words(_ connection: ConnectionReport, _ sanitiser: Sanitiser) -> StyledText {
    switch connection.state {
    case .idle: return StyledText("idle", .uiDim)
    case .connecting: return StyledText("connecting", .statusBusy)
    case .ready:
      let ready = StyledText("ready \(Format.age(now - connection.since))", .healthOK)
      guard let failure = connection.lastFailure else { return ready }
      return ready + StyledText(" (before: \(sanitiser.text(failure)))", .uiDim)
    case .closed: return StyledText("closed", .uiDim)
    case .transientFailure(let reason):
      var text = StyledText(sanitiser.text(reason), .healthDown)
      if let next = connection.nextAttempt {
        text.append(" \(Format.nextTry(in: next - now))", .uiDim)
      }
      return text
    }
  }
}

extension EndpointLatency {
  var isFailing: Bool {
    connections.contains { if case .transientFailure = $0.state { true } else { false } }
  }
}
