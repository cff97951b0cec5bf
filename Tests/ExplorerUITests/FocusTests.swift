import Configuration
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// Which pane has the focus shows without colours, in every layout.
@Suite struct FocusTests {
  private static let sizes = [(60, 16), (80, 24), (120, 40), (200, 60), (60, 100)]

  private func rows(
    _ columns: Int, _ rows: Int, _ layout: String, _ pane: Pane, _ glyphs: GlyphSet
  ) throws -> [String] {
    var server = FakeServer(Fixture.cluster(Size(columns: columns, rows: rows)))
    server.send(.layoutRestored(LayoutMemory(text: "layout \(layout)")))
    server.press("\(pane.rawValue)")
    return ScreenRenderer(theme: try ThemeCatalog.theme(named: "mono"), glyphs: glyphs)
      .render(server.state).canvas.rows
  }

  @Test("the focused pane alone has the border that says so", arguments: Pane.allCases)
  func border(pane: Pane) throws {
    for layout in Layout.presets {
      for (columns, height) in Self.sizes where !layout.isWall || height > 16 {
        for (glyphs, corner) in [(GlyphSet.unicode, "┏━ "), (.block, "╔═ "), (.ascii, "+= ")] {
          let rows = try rows(columns, height, layout.name, pane, glyphs)
          let focused = Pane.allCases.filter { pane in
            rows.contains { $0.contains("\(corner)\(pane.rawValue) \(pane.title)") }
          }
          #expect(focused == [pane], "\(layout.name) \(columns)x\(height)")
        }
      }
    }
  }

  @Test("a screen without borders names it in the header", arguments: Pane.allCases)
  func header(pane: Pane) throws {
    for layout in Layout.presets where !layout.isWall {
      #expect(try rows(40, 10, layout.name, pane, .ascii)[0].contains("[\(pane.title)]"))
    }
  }
}
