import ExplorerModel
import Themes

/// How far something has come: a bar where the whole is known, counts and the time that has passed.
struct ProgressText {
  private static let barColumns = 10

  let progress: Progress
  let now: ContinuousClock.Instant

  init(_ progress: Progress, now: ContinuousClock.Instant) {
    self.progress = progress
    self.now = now
  }

  func text(_ glyphs: GlyphSet) -> StyledText {
    var text = StyledText()
    if let part = progress.part {
      text = Gauge(part: part, role: .statusBusy).text(columns: Self.barColumns, glyphs)
      text.append(" ")
    }
    text.append(Format.grouped(progress.done), .statusBusy)
    switch progress.total {
    case .exact(let total)?: text.append(" of \(Format.grouped(total))", .uiDim)
    case .estimated(let total)?: text.append(" of ~\(Format.grouped(total))", .uiDim)
    case .atLeast(let total)?: text.append(" of >\(Format.grouped(total))", .uiDim)
    case nil: break
    }
    text.append(" \(progress.unit), \(Format.age(now - progress.since))", .uiDim)
    return text
  }
}
