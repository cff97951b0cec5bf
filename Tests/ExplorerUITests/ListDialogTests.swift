import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// Lists over the panes, as the timeline shows them.
@Suite struct ListDialogTests {
  private func renderer() throws -> ScreenRenderer {
    ScreenRenderer(theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii)
  }

  private func rows(_ server: FakeServer) throws -> [String] {
    try renderer().render(server.state).canvas.rows
  }

  private func timeline(_ columns: Int, _ rows: Int) throws -> FakeServer {
    var server = FakeServer(Fixture.cluster(Size(columns: columns, rows: rows)))
    server.press("!")
    server.send(.panesLaidOut(try renderer().paneSizes(of: server.state)))
    return server
  }

  @Test("80x24: time, age, kind, member and words, the cursor on the newest")
  func compact() throws {
    let rows = try rows(timeline(80, 24))
    #expect(rows[2].hasPrefix("+= Events ="))
    #expect(rows[2].hasSuffix("= ← all → =+"))
    #expect(
      Array(rows[3...5]) == [
        "|   TIME               AGE  MEMBER   WHAT HAPPENED                             |",
        "|   12:39:32.221    1m ago  cluster  leader etcd-1 → etcd-2, term 14           |",
        "| > 12:40:25.221   42s ago  etcd-3   healthy → unreachable: connection refused |",
      ])
    #expect(rows[21].hasPrefix("+= / filter  x export  Esc close ="))
    #expect(rows[21].hasSuffix("= 2 =+"))
  }

  @Test("Columns give way at small sizes, the words stay")
  func tiny() throws {
    let text = try rows(timeline(40, 10)).joined(separator: "\n")
    #expect(text.contains("leader etcd"))
    #expect(!text.contains("KIND"))
  }

  @Test("What the selected row has no room for stands below the list, between words")
  func rest() throws {
    let rows = try rows(timeline(50, 18))
    #expect(rows.contains { $0.hasSuffix("~ |") })
    #expect(rows.contains { $0.contains(" healthy → unreachable: connection refused") })
  }

  @Test(
    "The filter is typed in the list, the hardware cursor behind it, and counts say what is left")
  func filter() throws {
    var server = try timeline(80, 24)
    server.press("/refused")
    let frame = try renderer().render(server.state)
    #expect(frame.canvas.rows[3].hasPrefix("| filter: refused "))
    #expect(frame.cursor == Point(x: 17, y: 3))
    #expect(frame.canvas.rows[21].contains(" 1 of 2 "))
    server.press("\r")
    #expect(try renderer().render(server.state).cursor == Point(x: 2, y: 5))
    server.press("/zzz")
    #expect(try rows(server).joined().contains("No row matches."))
  }

  @Test("No list draws outside the body, and the reducer learns how many rows it shows")
  func sizes() throws {
    for (columns, height) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60)] {
      let server = try timeline(columns, height)
      let rows = try rows(server)
      #expect(rows.count == height)
      #expect(server.state.paneSizes.overlayRows > 0, "\(columns)x\(height)")
      #expect(try renderer().paneSizes(of: server.state) == server.state.paneSizes)
    }
  }
}
