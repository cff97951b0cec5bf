import ExplorerModel
import TerminalModel
import Themes

/// A line from the compact revision to now, and where on it the tree would go.
struct SliderDialog {
  let slider: RevisionSlider

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    let dialog = Dialog(
      title: "Go to a revision",
      footer: Dialog.keys([
        ("← →", "1 %"), ("↑ ↓", "one"), ("PgUp PgDn", "10 %"), ("0-9", "type"), ("Enter", "go"),
        ("Esc", "stay"),
      ]), content: Size(columns: 72, rows: 5))
    guard let inside = dialog.draw(in: screen, on: &painter) else { return nil }
    func draw(_ text: StyledText, _ row: Int, _ align: Painter.Alignment = .left) {
      guard row < inside.height else { return }
      painter.draw(
        text, x: inside.x, y: inside.y + row, columns: inside.width, row: .dialogBackground,
        align: align)
    }
    let last = max(0, inside.width - 1)
    let knob = max(0, min(last, Int((slider.position * Double(last)).rounded())))
    draw(chosen, 0, .center)
    var line = StyledText(
      String(repeating: String(painter.glyphs.gaugeFull), count: knob), .gaugeOK)
    line.append(String(painter.glyphs.cursor), .uiTitleFocus)
    line.append(
      String(repeating: String(painter.glyphs.gaugeRest), count: last - knob), .gaugeRest)
    draw(line, 2)
    let compact =
      slider.range.compact.map { $0 == 0 ? "1, nothing is compacted" : "compact \($0)" }
      ?? "1, or what is compacted"
    draw(StyledText(compact, .uiDim), 3)
    draw(StyledText("now \(slider.range.newest)", .uiDim), 3, .right)
    return Point(x: inside.x + knob, y: inside.y + min(2, inside.height - 1))
  }

  private var chosen: StyledText {
    let typed = StyledText(slider.typed.isEmpty ? "" : "  typed \(slider.typed)", .uiDim)
    guard !slider.isNow else { return StyledText("now, live", .healthOK) + typed }
    let back = slider.range.newest - slider.selected
    return StyledText("AT REVISION \(slider.selected)", .headerPast)
      + StyledText("  \(Format.grouped(back)) before now", .uiDim) + typed
  }
}
