import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

@Suite("The watches pane") struct WatchesViewTests {
  private func event(_ revision: Revision, _ value: String = "v") -> Event {
    Event(
      kind: .put,
      keyValue: KeyValue(
        key: Key("/app/\(revision)"), value: Array(value.utf8), createRevision: 1,
        modRevision: revision))
  }

  private func rows(_ server: FakeServer, _ columns: Int) throws -> [String] {
    var painter = Painter(
      canvas: Canvas(size: Size(columns: columns, rows: 12)),
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii)
    _ = WatchesView(server.state).draw(
      in: PaneArea(inside: painter.canvas.bounds, scrollX: columns - 1), on: &painter)
    return painter.canvas.rows
  }

  private func footer(_ server: FakeServer) throws -> String {
    let painter = Painter(
      canvas: Canvas(size: Size(columns: 1, rows: 1)),
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii)
    return WatchesView(server.state).box(painter).footerRight.runs.map(\.text).joined()
  }

  private func watching() -> FakeServer {
    var server = FakeServer(Fixture.fresh(Size(columns: 120, rows: 40)))
    server.send(.started)
    server.watch("/app/", [.started(revision: 1_482_900, endpoint: Fixture.endpoint(1))])
    return server
  }

  @Test("events of the past have no time, and what compaction took is in the count of the lost")
  func replay() throws {
    var server = watching()
    #expect(try footer(server) == "lost 0")
    server.press(">5\r")
    server.deliver(
      [.gap(lost: 5...9), .events([event(10), event(1_482_950)], revision: 1_482_950)], toWatch: 0)
    let rows = try rows(server, 80)
    let past = try #require(rows.first { $0.contains(" /app/10 ") })
    #expect(past.contains("replayed"))
    let live = try #require(rows.first { $0.contains("/app/1482950") })
    #expect(!live.contains("replayed"))
    #expect(try footer(server) == "lost 0 and 5 compacted revisions")
  }

  @Test("each watch has its graph, where there is room beside what must be said")
  func graphs() throws {
    var server = watching()
    server.watch("/registry/", [.started(revision: 1, endpoint: Fixture.endpoint(1))])
    server.deliver([.events([event(1_482_901), event(1_482_902)], revision: 2)], toWatch: 0)
    server.send(.tick(server.state.now + .seconds(3)))
    // In ASCII a second without events is a dot.
    let rows = try rows(server, 80)
    #expect(rows[0].contains("..") && rows[1].contains(".."))
    #expect(!(try self.rows(server, 56)[0].contains("..")))
  }

  @Test("a value that may be a Secret is masked in its row")
  func masked() throws {
    var server = watching()
    server.deliver(
      [.events([event(1_482_901, #"{"data":"hunter2","kind":"Secret"}"#)], revision: 2)],
      toWatch: 0)
    let text = try rows(server, 140).joined()
    #expect(text.contains("masked: it may be a Secret") && !text.contains("hunter2"))
  }
}
