import ExplorerModel
import TerminalModel
import Themes

extension ListOverlay.Cell.Content {
  /// As the screen shows it, safe to draw.
  func text(
    now: ContinuousClock.Instant, clock: WallClock?, _ width: ScalarWidth
  ) -> String {
    switch self {
    case .text(let text): Sanitiser(width: width).sentence(text)
    case .words(let words): words
    case .bytes(let bytes): Sanitiser(width: width).text(bytes)
    case .number(let number): Format.grouped(number)
    case .size(let bytes): Format.bytes(bytes)
    case .rate(let rate): Format.rate(rate)
    case .latency(let duration): Format.latency(duration)
    case .time(let instant):
      clock.map { Format.time($0.millisecondsOfDay(at: instant), milliseconds: true) }
        ?? Format.ago(now - instant)
    case .phrase(let parts): parts.map { $0.text(now: now, clock: clock, width) }.joined()
    case .age(let instant): Format.ago(now - instant)
    }
  }
}

extension ListOverlay.Cell.Tone {
  var role: ThemeRole {
    switch self {
    case .plain: .dialogForeground
    case .dim: .uiDim
    case .faint: .uiFaint
    case .strong: .uiTitle
    case .good: .healthOK
    case .warning: .statusWarn
    case .bad: .statusCritical
    case .leader: .roleLeader
    case .time: .eventTime
    case .added: .diffAdd
    case .removed: .diffDelete
    case .changed: .diffModify
    }
  }
}
