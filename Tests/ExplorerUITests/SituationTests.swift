import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// What the screen says in situations that matter.
@Suite struct SituationTests {
  private let size = Size(columns: 100, rows: 30)

  private func frame(_ state: ExplorerState) throws -> Frame {
    ScreenRenderer(theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii).render(state)
  }

  private func screen(_ state: ExplorerState) throws -> String {
    try frame(state).canvas.rows.joined(separator: "\n")
  }

  private func unreachable(_ number: Int, failure: String) -> MemberSnapshot {
    MemberSnapshot(
      endpoint: Fixture.endpoint(number), verdict: .unreachable, reason: failure,
      failure: failure, nextPoll: Fixture.now + .seconds(2))
  }

  @Test("with no cluster: why each endpoint fails, when it is tried next, and a hint at the demo")
  func noCluster() throws {
    var state = ExplorerState(
      options: ExplorerOptions(endpoints: [Fixture.endpoint(0)]), now: Fixture.now)
    _ = reduce(&state, .resized(size))
    _ = reduce(
      &state,
      .cluster(
        ClusterSnapshot(
          takenAt: Fixture.now,
          members: [
            unreachable(0, failure: "connection refused"),
            unreachable(1, failure: "server\u{1B}]0;x\u{7} speaks plaintext"),
          ])))
    let text = try screen(state)
    #expect(text.contains("No member answers"))
    #expect(text.contains("x http://127.0.0.1:2379  next try in 2s"))
    #expect(text.contains("  connection refused"))
    #expect(text.contains("server\\x1b]0;x\\x07 speaks plaintext"))
    #expect(text.contains("No cluster at hand? etcdscope demo starts one of three members."))
    #expect(text.contains("x 0/2 up"))
    #expect(!text.contains("alarms"), "unknown alarms must not be shown as none")
  }

  @Test("before the first answer the screen says that it connects and what the panes are for")
  func starting() throws {
    let text = try screen(Fixture.fresh(size))
    #expect(text.contains("connecting"))
    #expect(text.contains("Keys appear here as soon as a member"))
    #expect(text.contains("No key is open."))
  }

  @Test("a lost cluster keeps its last data, says so and how old it is")
  func lostCluster() throws {
    var server = FakeServer(Fixture.cluster(Size(columns: 200, rows: 60)))
    server.send(.tick(Fixture.now + .seconds(60)))
    let members = Fixture.snapshot.members.map { member in
      var member = member
      (member.verdict, member.reason, member.isStale) = (.unreachable, "no answer in 2 s", true)
      return member
    }
    server.send(
      .cluster(ClusterSnapshot(takenAt: Fixture.now + .seconds(60), members: members)))
    let text = try screen(server.state)
    #expect(text.contains("x 0/3 up   last answer 1m ago"))
    #expect(text.contains("stale 1m"))
    #expect(text.contains("web-10"), "the tree stays")
    #expect(!text.contains("No member answers"))
  }

  @Test("without a leader and with an alarm the header says both")
  func incident() throws {
    var snapshot = Fixture.snapshot
    snapshot.members[1].role = .follower
    snapshot.alarms = [
      Alarm(member: MemberID(1), kind: .noSpace), Alarm(member: MemberID(2), kind: .noSpace),
    ]
    var server = FakeServer(Fixture.cluster(size))
    server.send(.cluster(snapshot))
    let header = try frame(server.state).canvas.rows[0]
    #expect(header.contains("! no leader"))
    #expect(header.contains("ALARM NOSPACE"))
  }

  @Test("the watches pane explains itself while nothing is watched")
  func noWatch() throws {
    var server = FakeServer(Fixture.fresh(size))
    server.send(.cluster(Fixture.snapshot))
    server.press("3")
    let text = try screen(server.state)
    #expect(text.contains("Nothing is watched yet."))
    #expect(text.contains("w on a key or branch watches it live"))
  }

  @Test("a pause says how much waits")
  func paused() throws {
    var server = FakeServer(Fixture.cluster(size, focus: .watches))
    server.press(" ")
    server.deliver(Array(Fixture.updates.suffix(2)), toWatch: 0)
    #expect(try screen(server.state).contains("= paused, 2 waiting"))
  }

  @Test("the hardware cursor rests on the focused row, and in a prompt behind the text")
  func cursor() throws {
    var server = FakeServer(Fixture.cluster(size))
    let frame = try frame(server.state)
    let cursor = try #require(frame.cursor)
    #expect(frame.canvas.rows[cursor.y].contains("web-10"))
    server.press("/web")
    let typing = try self.frame(server.state)
    #expect(typing.cursor == Point(x: 12, y: 29))
    #expect(typing.showsCursor && !frame.showsCursor)
    #expect(typing.canvas.rows[29].hasPrefix(" filter: web"))
  }

  @Test("what happens in the background does not move the cursor")
  func cursorStays() throws {
    var server = FakeServer(Fixture.cluster(size))
    let before = try frame(server.state).cursor
    server.send(.tick(Fixture.now + .seconds(5)))
    server.send(.traffic(Fixture.traffic))
    server.deliver([Fixture.updates[8]], toWatch: 0)
    #expect(try frame(server.state).cursor == before)
  }

  @Test("help shows every action of the pane, with its keys and why it can't be done")
  func help() throws {
    var server = FakeServer(Fixture.cluster(Size(columns: 150, rows: 100)))
    server.press("?")
    let text = try screen(server.state)
    for action in ActionRegistry.standard.actions(in: .keys) {
      #expect(text.contains(action.title), "\(action.id)")
    }
    #expect(text.contains("IN THIS PANE") && text.contains("EVERYWHERE"))
  }

  @Test("help that is longer than the screen scrolls")
  func longHelp() throws {
    var server = FakeServer(Fixture.cluster(Size(columns: 80, rows: 16)))
    server.press("?")
    let top = try screen(server.state)
    server.press("jjj")
    #expect(try screen(server.state) != top)
  }

  @Test("help cuts no sentence, and from its end one key goes one row up", arguments: [40, 60, 80])
  func wholeHelp(columns: Int) throws {
    var server = FakeServer(Fixture.cluster(Size(columns: columns, rows: 24)))
    let renderer = ScreenRenderer(
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: .ascii)
    func press(_ key: Unicode.Scalar) {
      server.press(key)
      server.send(.panesLaidOut(renderer.paneSizes(of: server.state)))
    }
    press("?")
    for _ in 0..<60 {
      #expect(!(try screen(server.state)).contains("~ |"))
      press("j")
    }
    press("G")
    let end = try screen(server.state)
    #expect(end.contains("Ctrl-L"))
    press("j")
    #expect(try screen(server.state) == end)
    press("k")
    #expect(try screen(server.state) != end)
  }

  @Test("the theme picker lists the themes, the fault menu the demo's members")
  func menus() throws {
    var server = FakeServer(Fixture.cluster(size))
    server.press("T")
    #expect(try screen(server.state).contains("> terminal"))
    server.send(.key(KeyPress(.escape)))
    server.press("F")
    let faults = try screen(server.state)
    #expect(faults.contains("[etcd-1]   etcd-2    etcd-3"))
    #expect(faults.contains("> Kill"))
  }

  @Test("the sizes told to the reducer are those of the lists on the screen")
  func paneSizes() throws {
    let renderer = ScreenRenderer(theme: try ThemeCatalog.theme(named: "terminal"))
    let sizes = renderer.paneSizes(of: Fixture.cluster(Size(columns: 80, rows: 24)))
    #expect(sizes[.keys] == Size(columns: 32, rows: 18))
    #expect(sizes[.value] == Size(columns: 42, rows: 14))
  }

  @Test("hostile names reach the canvas escaped only")
  func hostile() throws {
    var snapshot = Fixture.snapshot
    snapshot.members[0].name = "\u{1B}[31m\u{202E}evil\n"
    snapshot.remarks = ["two\u{9B}clusters"]
    var server = FakeServer(Fixture.cluster(Size(columns: 200, rows: 60)))
    server.send(.cluster(snapshot))
    let canvas = try frame(server.state).canvas
    let text = canvas.rows.joined()
    #expect(text.contains("\\x1b[31m\\u{202e}evil\\n"))
    #expect(text.contains("two\\u{9b}clusters"))
    #expect(!text.unicodeScalars.contains("\u{FFFD}"), "everything was sanitised before")
  }

  @Test("every theme and glyph set draws every situation", arguments: BundledThemes.names)
  func themes(name: String) throws {
    for glyphs in GlyphSet.Name.allCases {
      for depth in ColorDepth.allCases {
        let renderer = ScreenRenderer(
          theme: try ThemeCatalog.theme(named: name).degraded(to: depth), glyphs: .named(glyphs))
        let canvas = renderer.render(Fixture.cluster(Size(columns: 120, rows: 40))).canvas
        if glyphs == .ascii, depth == .none {
          #expect(canvas.rows.joined().unicodeScalars.allSatisfy { $0.isASCII || $0 == "→" })
        }
      }
    }
  }
}
