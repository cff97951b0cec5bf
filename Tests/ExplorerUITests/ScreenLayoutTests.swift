import ExplorerModel
import TerminalModel
import Testing

@testable import ExplorerUI

@Suite struct ScreenLayoutTests {
  private func layout(
    _ columns: Int, _ rows: Int, focus: Pane = .keys, isZoomed: Bool = false
  ) -> ScreenLayout {
    ScreenLayout(size: Size(columns: columns, rows: rows), focus: focus, isZoomed: isZoomed)
  }

  @Test("the size alone decides about the kind of layout")
  func kinds() {
    #expect(layout(39, 24).kind == .tooSmall)
    #expect(layout(80, 9).kind == .tooSmall)
    #expect(layout(40, 10).kind == .tiny)
    #expect(layout(200, 15).kind == .tiny)
    #expect(layout(60, 16).kind == .single)
    #expect(layout(80, 24).kind == .compact)
    #expect(layout(200, 30).kind == .compact)
    #expect(layout(120, 40).kind == .normal)
    #expect(layout(200, 60).kind == .wall)
    #expect(layout(80, 60).kind == .portrait)
  }

  @Test("all five panes are on the screen where it is large enough")
  func allPanes() {
    for (columns, rows) in [(110, 34), (120, 40), (200, 60), (80, 60), (250, 90)] {
      #expect(layout(columns, rows).panes.map(\.pane) == Pane.allCases)
    }
  }

  @Test("the focused pane is always on the screen, and a zoomed one has it alone")
  func focusIsVisible() {
    for pane in Pane.allCases {
      for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60), (80, 60)] {
        #expect(layout(columns, rows, focus: pane).panes.contains { $0.pane == pane })
        let zoomed = layout(columns, rows, focus: pane, isZoomed: true)
        #expect(zoomed.panes == [.init(pane: pane, rect: zoomed.body)])
      }
    }
  }

  @Test("panes cover the body and never each other, at any size", arguments: Pane.allCases)
  func panesTile(focus: Pane) {
    for columns in stride(from: 40, through: 250, by: 7) {
      for rows in 10...90 {
        let layout = layout(columns, rows, focus: focus)
        let rects = layout.panes.map(\.rect)
        let areApart = rects.indices.allSatisfy { index in
          !rects.dropFirst(index + 1).contains { $0.overlaps(rects[index]) }
        }
        let areUsable = rects.allSatisfy {
          layout.body.contains($0) && $0.height >= 7 && $0.width >= 30
        }
        #expect(areApart && areUsable, "\(columns)x\(rows)")
        let area = rects.reduce(0) { $0 + $1.width * $1.height }
        #expect(area == layout.body.width * layout.body.height)
      }
    }
  }

  @Test("header, tabs, message and hints have lines of their own")
  func lines() {
    let compact = layout(80, 24)
    #expect(compact.header.y == 0 && compact.tabs?.y == 1)
    #expect(compact.message?.y == 22 && compact.hints.y == 23)
    #expect(compact.body == Rect(x: 0, y: 2, width: 80, height: 20))
    let tiny = layout(50, 12)
    #expect(tiny.tabs == nil && tiny.message == nil)
    #expect(tiny.body == Rect(x: 0, y: 1, width: 50, height: 10))
  }
}

extension Rect {
  fileprivate func contains(_ other: Rect) -> Bool {
    other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
  }
}
