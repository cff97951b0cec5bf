import Configuration
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

@Suite struct ScreenRendererTests {
  private func renderer(_ theme: String = "terminal") throws -> ScreenRenderer {
    ScreenRenderer(theme: try ThemeCatalog.theme(named: theme))
  }

  @Test("below the minimum the screen says how large it is and how large it must be")
  func tooSmall() throws {
    let rows = try renderer().render(Fixture.cluster(Size(columns: 39, rows: 9))).canvas.rows
    #expect(rows.contains { $0.contains("is 39x9") })
    #expect(rows.contains { $0.contains("needs 40x10") })
  }

  @Test("the frame has the size of the screen, whatever that is")
  func anySize() throws {
    let renderer = try renderer()
    for columns in stride(from: 0, through: 250, by: 13) {
      for rows in stride(from: 0, through: 90, by: 7) {
        let size = Size(columns: columns, rows: rows)
        let pane = Pane.allCases[(columns + rows) % Pane.allCases.count]
        let state = Fixture.cluster(size, focus: pane)
        _ = renderer.paneSizes(of: state)
        let frame = renderer.render(state)
        #expect(frame.canvas.size == size)
        if let cursor = frame.cursor {
          #expect(0..<columns ~= cursor.x && 0..<rows ~= cursor.y)
        }
      }
    }
  }
}
