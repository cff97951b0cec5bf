import Configuration
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// What the mouse hits, on the picture that the user sees.
@Suite struct MouseScreenTests {
  /// A user with a mouse.
  private struct Pointer {
    var server: FakeServer
    let renderer: ScreenRenderer

    init(_ size: Size, focus: Pane = .keys) throws {
      server = FakeServer(Fixture.cluster(size, focus: focus))
      renderer = ScreenRenderer(theme: try ThemeCatalog.theme(named: "terminal"))
      server.send(.panesLaidOut(renderer.paneSizes(of: server.state)))
    }

    var frame: Frame { renderer.render(server.state) }

    /// Where a text begins.
    func place(of text: String) throws -> Point {
      let rows = frame.canvas.rows
      let y = try #require(rows.firstIndex { $0.contains(text) }, "\(text) is not on the screen")
      let range = try #require(rows[y].firstRange(of: text))
      return Point(x: rows[y][..<range.lowerBound].count, y: y)
    }

    mutating func send(_ kind: MouseEvent.Kind, _ point: Point) {
      server.send(
        .mouse(
          MouseEvent(kind, x: point.x, y: point.y), on: frame.target(x: point.x, y: point.y)))
      server.send(.panesLaidOut(renderer.paneSizes(of: server.state)))
    }

    mutating func click(_ text: String) throws {
      let point = try place(of: text)
      send(.press(.left), point)
      send(.release(.left), point)
    }
  }

  @Test("a click on a name selects it, two open it", arguments: [(80, 24), (120, 40), (200, 60)])
  func tree(columns: Int, rows: Int) throws {
    var pointer = try Pointer(Size(columns: columns, rows: rows), focus: .value)
    try pointer.click("configmaps/")
    #expect(pointer.server.state.focus == .keys)
    #expect(pointer.server.state.tree.selectedPath == Array("/registry/configmaps/".utf8))
    try pointer.click("configmaps/")
    #expect(pointer.frame.canvas.rows.contains { $0.contains("kube-system/") })
  }

  @Test("a click on a row of events or a member selects it, also on its second line")
  func rows() throws {
    var pointer = try Pointer(Size(columns: 120, rows: 40))
    try pointer.click("DEL /app/locks/deploy")
    #expect(pointer.server.state.focus == .watches)
    #expect(pointer.server.state.watches.cursor.selected == 3)
    try pointer.click("connection refused  asked")
    #expect(pointer.server.state.members.selected?.name == "etcd-3")
    try pointer.click("etcd-2    ● ready")
    #expect(pointer.server.state.latency.cursor.selected == 1)
    try pointer.click("\"apiVersion\"")
    #expect(pointer.server.state.focus == .value)
  }

  @Test("a tab is hit at its name")
  func tabs() throws {
    var pointer = try Pointer(Size(columns: 80, rows: 24))
    try pointer.click("4 Members")
    #expect(pointer.server.state.focus == .members)
    try pointer.click("Watches")
    #expect(pointer.server.state.focus == .watches)
  }

  @Test("the border between two panes is dragged, and the screen follows")
  func drag() throws {
    var pointer = try Pointer(Size(columns: 120, rows: 40))
    let title = try pointer.place(of: "╭─ 3 Watches")
    pointer.send(.press(.left), Point(x: title.x + 20, y: title.y))
    pointer.send(.drag(.left), Point(x: title.x + 20, y: title.y + 3))
    pointer.send(.release(.left), Point(x: title.x + 20, y: title.y + 3))
    #expect(try pointer.place(of: "━ 3 Watches").y == title.y + 3)
    #expect(pointer.server.state.focus == .watches)
  }

  @Test("two clicks on a pane's title zoom it and back, the right button hides it")
  func title() throws {
    var pointer = try Pointer(Size(columns: 120, rows: 40))
    for title in ["1 Keys", "3 Watches", "4 Members"] {
      let before = pointer.server.state.screenLayout.panes
      try pointer.click(title)
      try pointer.click(title)
      #expect(pointer.server.state.screenLayout.panes.count == 1, "\(title)")
      // The tabs above name all panes too.
      let pane = pointer.server.state.focus
      let border = try #require(pointer.server.state.screenLayout.panes.first).rect
      for _ in 0..<2 {
        pointer.send(.press(.left), Point(x: border.x + 5, y: border.y))
        pointer.send(.release(.left), Point(x: border.x + 5, y: border.y))
      }
      #expect(
        pointer.server.state.screenLayout.panes == before && pointer.server.state.focus == pane)
    }
    pointer.send(.press(.right), try pointer.place(of: "5 Latency"))
    #expect(pointer.server.state.layoutAdjustment.hidden == [.latency])
    try pointer.click("(Latency)")
    #expect(pointer.server.state.layoutAdjustment.hidden.isEmpty)
    pointer.send(.press(.right), try pointer.place(of: "\"apiVersion\""))
    #expect(pointer.server.state.layoutAdjustment.hidden.isEmpty)
  }

  @Test("what lies over the panes takes the mouse from them")
  func overlay() throws {
    var pointer = try Pointer(Size(columns: 120, rows: 40))
    let behind = try pointer.place(of: "RTT")
    pointer.server.press("T")
    #expect(pointer.frame.target(x: behind.x, y: behind.y) == nil)
    try pointer.click("harbour-light")
    #expect(pointer.server.state.theme == "harbour-light")
    pointer.server.send(.key(KeyPress(.escape)))
    #expect(pointer.frame.target(x: behind.x, y: behind.y) != nil)
    pointer.server.press(":zoom")
    try pointer.click("Zoom")
    guard case .list(let list)? = pointer.server.state.overlay else {
      Issue.record("the palette is gone")
      return
    }
    #expect(list.selected?.cells.first == .init("Zoom", .strong))
  }

  @Test("every cell of the body answers for a pane, and none outside the screen does")
  func everyCell() throws {
    for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60), (60, 100)] {
      let pointer = try Pointer(Size(columns: columns, rows: rows))
      let (frame, layout) = (pointer.frame, pointer.server.state.screenLayout)
      for placed in layout.panes {
        for y in placed.rect.y..<placed.rect.maxY {
          for x in placed.rect.x..<placed.rect.maxX {
            switch frame.target(x: x, y: y) {
            case .pane(let pane), .title(let pane), .row(let pane, _), .divider(_, let pane):
              #expect(pane == placed.pane)
            default: Issue.record("nothing at \(x), \(y)")
            }
          }
        }
      }
      for (x, y) in [(-1, 0), (0, -1), (columns, 0), (0, rows), (0x1FFFFF, 0x1FFFFF)] {
        #expect(frame.target(x: x, y: y) == nil)
      }
    }
  }
}
