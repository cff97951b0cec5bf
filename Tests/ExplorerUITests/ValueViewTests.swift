import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

@Suite("The value pane") struct ValueViewTests {
  /// The pane's rows at a size, without its border.
  private func rows(_ state: ExplorerState, _ columns: Int, _ rows: Int) throws -> [String] {
    var painter = Painter(
      canvas: Canvas(size: Size(columns: columns, rows: rows)),
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii)
    _ = ValueView(state).draw(
      in: PaneArea(inside: painter.canvas.bounds, scrollX: columns - 1), on: &painter)
    return painter.canvas.rows
  }

  private func opened(_ document: ValueDocument = Fixture.document) -> FakeServer {
    var server = FakeServer(Fixture.fresh(Size(columns: 120, rows: 40)))
    server.document = document
    server.send(.started)
    server.press("jlljlllj\r")
    return server
  }

  @Test("what a lease has left is in sight in a narrow pane too, on a line of its own")
  func narrowFacts() throws {
    let state = opened().state
    let wide = try rows(state, 80, 20)
    #expect(wide[0].contains("size 1.1 kB  lease 694d7a91"))
    let narrow = try rows(state, 46, 20)
    #expect(narrow[0].hasPrefix(" mod 1482710  create 9121  version 7"))
    #expect(narrow[1].contains("lease 694d7a91"))
    #expect(narrow[3].contains("------"))
    #expect(try rows(state, 46, 9)[1].contains("Kubernetes"), "values need the room more")
  }

  @Test("a key that was not there at an older revision is said to have been absent then")
  func absentThen() throws {
    var server = opened()
    server.press("2")
    var state = server.state
    let effects = reduce(&state, .key(.character("[")))
    guard case .loadValue(let id, _, let revision?) = effects.last else {
      Issue.record("nothing was read")
      return
    }
    _ = reduce(&state, .valueLoaded(id, nil, revision: 1_482_900))
    let text = try rows(state, 60, 12).joined(separator: "\n")
    #expect(text.contains("This key did not exist at revision \(revision)."))
    #expect(!text.contains("1482900") && !text.contains("not read yet"))
  }

  @Test("a line that goes on beyond the pane has a mark at that side")
  func cutLines() throws {
    let words = (0..<20).map { "word\($0)" }.joined(separator: " ")
    var server = opened(
      ValueDocument(
        format: .text, contents: "text", lines: [.init([.init(words)]), .init([.init("short")])],
        size: 9, shownSize: 9))
    func lines() throws -> [String] {
      Array(try rows(server.state, 60, 12).drop { !$0.contains("------") }.dropFirst())
    }
    #expect(try lines()[0].hasSuffix("~"))
    #expect(!(try lines()[1].contains("~")))
    server.press("2ll")
    #expect(try lines()[0].contains(" ~") && lines()[0].hasSuffix("~"))
    server.press("W")
    #expect(!(try lines().joined().contains("~")))
  }

  @Test("a preview says how much it shows and how all of it is saved")
  func preview() throws {
    let server = opened(
      ValueDocument(
        format: .text, contents: "text", lines: [.init([.init("x")])], size: 600_000,
        shownSize: 262_144))
    #expect(
      try rows(server.state, 60, 12).contains {
        $0.contains("first 262 kB of 600 kB, x saves all")
      })
  }
}
