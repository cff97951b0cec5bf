import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// Why there is nothing to show yet: each endpoint, what is wrong with it, and when it is tried
/// next.
struct ConnectionCard {
  let state: ExplorerState

  /// Shown until a member has answered for the first time.
  static func isNeeded(_ state: ExplorerState) -> Bool {
    guard !state.isReachable, state.tree.summary.loaded == 0 else { return false }
    let members = state.members.snapshot?.members ?? []
    return members.allSatisfy { $0.answeredAt == nil }
      && (members.contains { !$0.isPending } || !state.troubles.isEmpty)
  }

  /// What it covers.
  func place(in screen: Rect, _ painter: Painter) -> Rect? {
    dialog(lines(in: screen, painter), painter).place(in: screen)
  }

  func draw(in screen: Rect, on painter: inout Painter) {
    let lines = lines(in: screen, painter)
    guard let inside = dialog(lines, painter).draw(in: screen, on: &painter) else { return }
    for (index, line) in lines.prefix(inside.height).enumerated() {
      painter.draw(
        line, x: inside.x, y: inside.y + index, columns: inside.width, row: .dialogBackground)
    }
  }

  private func dialog(_ lines: [StyledText], _ painter: Painter) -> Dialog {
    let widest = lines.map { $0.columns(painter.width) }.max() ?? 0
    return Dialog(
      title: "No member answers", footer: StyledText(),
      content: Size(columns: widest, rows: lines.count))
  }

  private struct Trouble {
    var endpoint: String
    var reason: String
    var next: ContinuousClock.Instant?
  }

  private func lines(in screen: Rect, _ painter: Painter) -> [StyledText] {
    let columns = min(72, screen.width - 6)
    let sanitiser = Sanitiser(width: painter.width)
    var lines: [StyledText] = [""]
    for trouble in troubles {
      var head = StyledText("\(painter.glyphs.down) ", .healthDown)
      head.append(sanitiser.text(trouble.endpoint), .headerCluster)
      if let next = trouble.next {
        head.append("  \(Format.nextTry(in: next - state.now))", .uiDim)
      }
      lines.append(head)
      let reason = painter.width.wrap(sanitiser.text(trouble.reason), columns: columns - 2)
      lines += reason.map { StyledText("  " + $0, .statusWarn) }
      lines.append("")
    }
    lines.append(
      StyledText("The screen comes alive as soon as one of them answers.", .uiDim))
    if state.options.demoMembers == nil {
      lines.append(
        StyledText("No cluster at hand? ", .uiDim) + StyledText("etcdscope demo", .hintKey)
          + StyledText(" starts one of three members.", .uiDim))
    }
    lines.append("")
    return lines
  }

  private var troubles: [Trouble] {
    let members = state.members.snapshot?.members ?? []
    let known = state.troubles
    let endpoints = members.compactMap(\.endpoint)
    let all = endpoints + known.map(\.endpoint).filter { !endpoints.contains($0) }
    return all.map { endpoint in
      let member = members.first { $0.endpoint == endpoint }
      let trouble = known.first { $0.endpoint == endpoint }
      let reason = trouble?.reason ?? member?.failure ?? member?.reason ?? ""
      return Trouble(
        endpoint: endpoint.description, reason: reason.isEmpty ? "no answer yet" : reason,
        next: trouble?.nextAttempt ?? member?.nextPoll)
    }
  }
}
