import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The latency pane: what our own calls to each endpoint cost, and where the balancer sends them.
struct LatencyView: PaneView {
  let latency: LatencyPane
  let mode: LatencyPane.Mode
  let isFocused: Bool
  let policies: [BalancerChoice]
  let wallClock: WallClock?
  private let names: EndpointNames
  private let now: ContinuousClock.Instant

  /// - Parameter mode: nil for the pane's own.
  init(_ state: ExplorerState, mode: LatencyPane.Mode? = nil) {
    self.mode = mode ?? state.latency.mode
    latency = state.latency
    names = EndpointNames(members: state.members.snapshot?.members ?? [])
    isFocused = state.isFocused(.latency)
    now = state.now
    policies = state.options.policies
    wallClock = state.wallClock
  }

  func box(_ painter: Painter) -> Box {
    let policy = latency.traffic?.policy ?? ""
    return Box(
      number: Pane.latency.rawValue, title: Pane.latency.title, subject: subject,
      status: policy.isEmpty
        ? StyledText() : StyledText("policy ", .uiDim) + StyledText(policy, .uiForeground),
      footer: footer(painter), isFocused: isFocused)
  }

  private var subject: String {
    switch mode {
    case .endpoints: "per endpoint"
    case .kinds: "per kind of call"
    case .heat: "p99 over time"
    case .picks: "picks"
    }
  }

  private func footer(_ painter: Painter) -> StyledText {
    guard let traffic = latency.traffic, !traffic.endpoints.isEmpty else { return StyledText() }
    switch mode {
    case .endpoints, .kinds:
      let scale = LatencyScale(traffic)
      return StyledText(
        "worst of each second, up to \(Format.latency(.milliseconds(scale.top))), log scale", .uiDim
      )
    case .heat: return HeatMap.legend(painter)
    case .picks: return StyledText("over the last minute", .uiDim)
    }
  }

  func list(in inside: Rect) -> Rect { inside.dropTop(1) }

  func draw(in area: PaneArea, on painter: inout Painter) -> Point? {
    guard let traffic = latency.traffic, !traffic.endpoints.isEmpty else {
      Notice("No call was made yet.").draw(in: area.inside.text, on: &painter)
      return nil
    }
    let rows = LatencyRows(
      traffic: traffic, names: names, now: now, cursor: latency.cursor, isFocused: isFocused)
    switch mode {
    case .endpoints: return EndpointRows(rows: rows).draw(in: area, on: &painter)
    case .kinds: return KindRows(rows: rows).draw(in: area, on: &painter)
    case .heat: return HeatMap(rows: rows).draw(in: area, on: &painter)
    case .picks:
      return PickRows(
        rows: rows, summary: policies.first { $0.name == traffic.policy }?.summary,
        calls: latency.calls, wallClock: wallClock
      ).draw(in: area, on: &painter)
    }
  }
}

/// What endpoints are called on the screen.
struct EndpointNames {
  let members: [MemberSnapshot]

  /// The member's name says more than its address.
  func name(of endpoint: Endpoint, _ painter: Painter) -> String {
    let member = members.first { $0.endpoint == endpoint || $0.aliases.contains(endpoint) }
    let name = member.map(\.name) ?? ""
    return Sanitiser(width: painter.width).text(name.isEmpty ? endpoint.authority : name)
  }
}
