import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// The wall as rows of text.
@Suite struct WallScreenTests {
  /// The fixture's cluster on a wall.
  private func wall(
    _ columns: Int, _ rows: Int, _ snapshot: ClusterSnapshot? = nil
  ) -> FakeServer {
    var server = FakeServer(Fixture.cluster(Size(columns: columns, rows: rows)))
    if let snapshot { server.send(.cluster(snapshot)) }
    server.send(.layoutRestored(LayoutMemory(text: "layout wall")))
    return server
  }

  private func frame(_ state: ExplorerState, _ glyphs: GlyphSet = .unicode) throws -> Frame {
    ScreenRenderer(theme: try ThemeCatalog.theme(named: "mono"), glyphs: glyphs).render(state)
  }

  private func screen(_ state: ExplorerState, _ glyphs: GlyphSet = .unicode) throws -> String {
    try frame(state, glyphs).canvas.rows.joined(separator: "\n")
  }

  private var healthy: ClusterSnapshot {
    ClusterSnapshot(
      takenAt: Fixture.now,
      members: [
        Fixture.member(1, role: .follower), Fixture.member(2, role: .leader),
        Fixture.member(3, role: .follower),
      ])
  }

  @Test("80x24, something wrong")
  func trouble() throws {
    expectScreen(
      try screen(wall(80, 24).state),
      is: """
          ██████          ████    ██████        ██████        ██  ██  ████
              ██        ██    ██  ██                ██        ██  ██  ██  ██
          ██████        ██    ██  ████          ██████        ██  ██  ████
          ██            ██    ██  ██                ██        ██  ██  ██
          ██████          ████    ██            ██████        ██████  ██

          ✕ etcd-3 unreachable: connection refused

          MEMBERS UP                           WRITES A SECOND
          ▀▀█   █ ▀▀█                          █▀█
          █▀▀ ▄▀  ▀▀█                          █ █
          ▀▀▀ ▀   ▀▀▀                          ▀▀▀
        ╭─ 4 Members ─────────────────────────────────────────────────── polled now ─╮
        │   NAME    ROLE      HEALTH          DB  APPLIED  LAG     RTT        AGE    │
        │ ● etcd-1  follower  healthy      25 MB  1500213    0  0.8 ms        now    │
        │   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213                  │
        │ ◆ etcd-2  leader    healthy      25 MB  1500213    0  0.8 ms        now    │
        │   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213                  │
        │ ✕ etcd-3  follower  unreachable  25 MB  1500213    0  0.8 ms  stale 42s    │
        │   connection refused  asked again in 1s  v3.4.23  in use 18 MB  free 28 %  │
        │                                                                            │
        ╰────────────────────────────────────────────────────────────────────────────╯
         12:40:25  etcd-3: healthy → unreachable: connection refused         12:41:07

        """)
  }

  @Test("60x16, all well")
  func well() throws {
    expectScreen(
      try screen(wall(60, 16, healthy).state),
      is: """
         ██  ██  ██████    ██    ██      ██████  ██  ██  ██  ██
         ██  ██  ██      ██  ██  ██        ██    ██  ██  ██  ██
         ██████  ████    ██████  ██        ██    ██████    ██
         ██  ██  ██      ██  ██  ██        ██    ██  ██    ██
         ██  ██  ██████  ██  ██  ██████    ██    ██  ██    ██

         etcdscope   leader etcd-2   term 14

         MEMBERS UP                  WRITES A SECOND
         ██████      ██  ██████      ██████
             ██      ██      ██      ██  ██
         ██████    ██    ██████      ██  ██
             ██  ██          ██      ██  ██
         ██████  ██      ██████      ██████
         12:40:25  etcd-3: healthy → unreachable: conn…  12:41:07

        """)
  }

  @Test("40x10, in ASCII")
  func tiny() throws {
    expectScreen(
      try screen(wall(40, 10, healthy).state, .ascii),
      is: """
         # # ###  #  #   ### # # # #
         # # #   # # #    #  # # # #
         ### ##  ### #    #  ###  #
         # # #   # # #    #  # #  #
         # # ### # # ###  #  # #  #
         etcdscope   leader etcd-2   term 14
         MEMBERS UP        WRITES A SECOND
         3/3               0
         12:40:25  etcd-3: healthy~  12:41:07

        """)
  }

  @Test("the word for how the cluster is, from the worst on")
  func words() throws {
    func word(_ change: (inout ClusterSnapshot) -> Void) throws -> String {
      var snapshot = healthy
      change(&snapshot)
      let board = WallBoard(wall(120, 40, snapshot).state)
      return board.headline.0
    }
    #expect(try word { _ in } == "HEALTHY")
    #expect(try word { $0.members[2].verdict = .unreachable } == "2 OF 3 UP")
    #expect(try word { $0.members[2].verdict = .slow } == "SLOW")
    #expect(try word { $0.members[0].verdict = .partitioned } == "PARTITIONED")
    #expect(try word { $0.members[1].role = .follower } == "NO LEADER")
    #expect(
      try word { $0.alarms = [Alarm(member: MemberID(1), kind: .noSpace)] } == "ALARM")
    #expect(
      try word {
        for index in $0.members.indices { $0.members[index].verdict = .unreachable }
      } == "NO ANSWER")
    #expect(WallBoard(Fixture.fresh(Size(columns: 80, rows: 24))).headline.0 == "CONNECTING")
  }

  @Test("every word and number of it has a picture")
  func font() {
    for verdict in Verdict.allCases {
      #expect(BigText(verdict.rawValue.uppercased(), .healthOK) != nil)
    }
    for text in [
      "CONNECTING", "DATA DIVERGED", "NO ANSWER", "12 OF 13 UP", "0123456789./:%", "m-1_a",
    ] {
      #expect(BigText(text, .healthOK) != nil, "\(text)")
    }
    #expect(BigText("größe", .healthOK) == nil)
  }

  @Test("is drawn within the screen at any size, with and without a cluster, in every glyph set")
  func anySize() throws {
    for glyphs in [GlyphSet.unicode, .block, .ascii] {
      for columns in stride(from: 0, through: 240, by: 39) {
        for rows in stride(from: 0, through: 100, by: 18) {
          let size = Size(columns: columns, rows: rows)
          #expect(try frame(wall(columns, rows).state, glyphs).canvas.size == size)
          var fresh = FakeServer(Fixture.fresh(size))
          fresh.send(.layoutRestored(LayoutMemory(text: "layout wall")))
          #expect(try frame(fresh.state, glyphs).canvas.size == size)
        }
      }
    }
  }

  @Test("without a cluster it says so in its own way, with each endpoint's reason")
  func noCluster() throws {
    var members = healthy.members
    for index in members.indices {
      members[index].verdict = .unreachable
      members[index].reason = "connection refused"
      members[index].answeredAt = nil
      members[index].status = nil
    }
    var server = FakeServer(Fixture.fresh(Size(columns: 120, rows: 40)))
    server.send(.layoutRestored(LayoutMemory(text: "layout wall")))
    server.send(.cluster(ClusterSnapshot(takenAt: Fixture.now, members: members)))
    let text = try screen(server.state)
    #expect(text.contains("✕ etcd-1 unreachable: connection refused"))
    #expect(!text.contains("No member answers"))
  }

  @Test("a name that can't be drawn large is still told")
  func foreignName() throws {
    var snapshot = healthy
    snapshot.members[1].name = "größe\u{1B}[31m"
    let text = try screen(wall(200, 60, snapshot).state)
    #expect(text.contains("größe\\x1b[31m") || text.contains("größe\\e[31m"))
  }

  @Test(
    "nothing stands still: over two days no cell shows the same for long",
    arguments: [(60, 16), (80, 24), (120, 40)])
  func burnIn(columns: Int, rows: Int) throws {
    var server = wall(columns, rows, healthy)
    var counts = [[Cell: Int]](repeating: [:], count: columns * rows)
    let looks = 2 * 24 * 60 / 11
    for look in 0..<looks {
      server.send(.tick(Fixture.now + .seconds(look * 11 * 60)))
      server.send(.cluster(healthy))
      for (index, cell) in try frame(server.state).canvas.cells.enumerated()
      where cell.scalar != " " {
        counts[index][cell, default: 0] += 1
      }
    }
    let most = counts.flatMap(\.values).max() ?? 0
    #expect(most < looks * 9 / 10, "\(most) of \(looks)")
  }

  @Test("the mouse and keys hold a pane, whose cursor shows")
  func held() throws {
    var server = wall(120, 40, healthy)
    #expect(try frame(server.state).cursor == nil)
    #expect(try !screen(server.state, .ascii).contains("+= "))
    let frame = try frame(server.state)
    let y = try #require(frame.canvas.rows.firstIndex { $0.contains("etcd-2  leader") })
    server.send(.mouse(MouseEvent(.press(.left), x: 20, y: y), on: frame.target(x: 20, y: y)))
    #expect(server.state.members.selected?.name == "etcd-2")
    #expect(try screen(server.state, .ascii).contains("+= 4 Members"))
    #expect(try self.frame(server.state).cursor != nil)
  }
}
