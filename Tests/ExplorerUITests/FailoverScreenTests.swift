import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// The screens of somebody who comes when a follower is cut off and the leader is dead.
@Suite struct FailoverScreenTests {
  private func rows(
    _ server: FakeServer, glyphs: GlyphSet = .unicode, depth: ColorDepth = .rgb
  ) throws -> [String] {
    let theme = try ThemeCatalog.theme(named: "terminal").degraded(to: depth)
    return ScreenRenderer(theme: theme, glyphs: glyphs).render(server.state).canvas.rows
  }

  private func text(_ server: FakeServer, glyphs: GlyphSet = .unicode) throws -> String {
    try rows(server, glyphs: glyphs).joined(separator: "\n")
  }

  @Test("80x24: the matrix above the latency of each endpoint")
  func compact() throws {
    let server = Fixture.failover(Size(columns: 80, rows: 24), focus: .members)
    expectScreen(
      try text(server),
      is: """
         demo  RO  ▲ 2/3 up  ▲ no leader  term 19  rev 1482913  db 25 MB  alarms 0
         1 Keys  2 Value  3 Watches  4 [Members]  5 Latency       own 4.8 RPC/s 12 kB/s
        ┏━ 4 Members  what each believes ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ polled now ━┓
        ┃   NAME    REACHABLE     LEADER      TERM  LAG  LIN. READ        SER. READ    ┃
        ┃▌▲ etcd-1  ● yes 0.8 ms  ✕ none        15    0  ▲ waiting 1.4 s  ● 0.7 ms     ┃
        ┃   knows no leader; no other member commits either                            ┃
        ┃ ✕ etcd-2  ✕ no for 4s   was etcd-2    14    0  not asked        not asked    ┃
        ┃   connection refused  asking again                                           ┃
        ┃ ✕ etcd-3  ● yes 0.8 ms  ✕ none        19   42  ✕ fails          ● 0.7 ms     ┃
        ┃   knows no leader for 14 s                                                   ┃
        ┃ ▲ the cluster lost its quorum: 1 of 3 members is left                        ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        ╭─ 5 Latency  per endpoint ────────────────────────────── policy health-aware ─╮
        │ ENDPOINT  STATE               P50     P90     P99     MAX  ERR  RETRY  PICKS │
        │ etcd-1    ● ready          0.9 ms  1.8 ms  3.9 ms  4.8 ms    0      0   52 % │
        │   ··················▄▄▄▃▃▃▄▄▄▃▃▃▃▄▄▄▄▃▃▄▄▄▃▃▃▃▄▄▄▃▃▃▄▄▄▃▃▃▃▄▄▄▃▃▃▄▄▄▃▃▄▃▄▄▄▃ │
        │ etcd-2    ✕ failing        0.6 ms  1.2 ms  1.8 ms  2.4 ms    0      0   48 % │
        │   calls connection refused next try in 2s  ·  streams ready 4m               │
        │ etcd-3    ● ready          3.8 ms  7.6 ms   41 ms   45 ms    2      0    0 % │
        │   ··················▅▆▆▅▅▅▅▆▆▅▅▅▅▅▆▆▇▅▅▅▆▆▅▅▅▅▅▆▆▅▅▅▅█▆▅▅▅▅▅▆▆▅▅▅▅▆▆▅▅▇▅▅▆▆▅ │
        │                                                                              │
        ╰─ worst of each second, up to 50 ms, log scale ───────────────────────────────╯
         12:41:04  etcd-1: healthy → no-leader: knows no leader                12:41:07
         Enter Details  m Matrix  Tab Next pane  z Zoom  r Refresh  ? Help  : Commands
        """)
  }

  @Test("80x24, in ASCII: the balancer's picks below the members")
  func compactPicks() throws {
    let server = Fixture.failover(
      Size(columns: 80, rows: 24), focus: .latency, members: false, latencyMode: 3)
    expectScreen(
      try text(server, glyphs: .ascii),
      is: """
         demo  RO  ! 2/3 up  ! no leader  term 19  rev 1482913  db 25 MB  alarms 0
         1 Keys  2 Value  3 Watches  4 Members  5 [Latency]       own 4.8 RPC/s 12 kB/s
        +- 4 Members ----------------------------------------------------- polled now -+
        |   NAME    ROLE        HEALTH          DB  APPLIED  LAG     RTT       AGE     |
        | ! etcd-1  follower    no-leader    25 MB  1500213    0  0.8 ms       now     |
        |   knows no leader; no other member commits either  v3.4.23  in use 18 MB     |
        | x etcd-2  was leader  unreachable  25 MB  1500213    0  0.8 ms  stale 4s     |
        |   connection refused  asking again  v3.4.23  in use 18 MB  free 28 %         |
        | x etcd-3  follower    partitioned  25 MB  1500213   42  0.8 ms       now     |
        |   knows no leader for 14 s  v3.4.23  in use 18 MB  free 28 %  term 19        |
        | ! the cluster lost its quorum: 1 of 3 members is left                        |
        +------------------------------------------------------------------------------+
        += 5 Latency  picks ===================================== policy health-aware =+
        | ENDPOINT  STATE      SHARE              PICKS  IN FLIGHT  RETRY  HEDGE  ERR  |
        |>etcd-1    * ready     52 %  #####.....    120          0      0      0    0  |
        | etcd-2    x failing   48 %  #####.....    120          0      0      0    0  |
        | etcd-3    * ready      0 %  ..........    120          0      0      0    2  |
        | Nobody is well, so everybody is tried; avoiding 127.0.0.1:2389 (no-leader),  |
        | 127.0.0.1:2399 (not connected), 127.0.0.1:2409 (partitioned).                |
        | LAST PICKS                                                                   |
        | 12:41:03  > etcd-1  try 2  0.9 ms  KV/Range, linearizable read               |
        += over the last minute =======================================================+
         12:41:04  etcd-1: healthy → no-leader: knows no leader                12:41:07
         m Mode  b Balancer  Tab Next pane  z Zoom  r Refresh  ? Help  : Commands
        """)
  }

  @Test("120x40: the cluster's two panes")
  func normal() throws {
    let server = Fixture.failover(
      Size(columns: 120, rows: 40), focus: .members, latencyMode: 2)
    expectScreen(
      try rows(server)[27...].joined(separator: "\n"),
      is: """
        ┏━ 4 Members  what each believes ━━━━━━━━━━━━━━━━━━━━━ polled now ━┓╭─ 5 Latency  p99 over time ─ policy health-aware ─╮
        ┃   NAME    LEADER      TERM  LIN. READ        SER. READ           ┃│ ENDPOINT  LAST 10m, 10s A SLOT           P99 NOW │
        ┃▌▲ etcd-1  ✕ none        15  ▲ waiting 1.4 s  ● 0.7 ms            ┃│ etcd-1    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓    81 ms │
        ┃   knows no leader; no other member commits either  lag 0         ┃│ etcd-2    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓    54 ms │
        ┃ ✕ etcd-2  was etcd-2    14  not asked        not asked           ┃│ etcd-3    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒███   342 ms │
        ┃   connection refused  asking again  reachable ✕ no for 4s  lag 0 ┃│                                                  │
        ┃ ✕ etcd-3  ✕ none        19  ✕ fails          ● 0.7 ms            ┃│                                                  │
        ┃   knows no leader for 14 s  reachable ● yes 0.8 ms  lag 42       ┃│                                                  │
        ┃ ▲ the cluster lost its quorum: 1 of 3 members is left            ┃│                                                  │
        ┃ All 2 that answer, of 3, know no leader, terms 15, 19.           ┃│                                                  │
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛╰─ ░ to 1 ms  ▒ to 10 ms  ▓ to 100 ms  █ above ────╯
         12:41:04  etcd-1: healthy → no-leader: knows no leader                                                        12:41:07
         Enter Details   m Matrix   Tab Next pane   z Zoom   r Refresh   ? Help   : Commands   q Quit
        """)
  }

  @Test("200x60: the cluster's column, with recent changes")
  func wall() throws {
    let server = Fixture.failover(
      Size(columns: 200, rows: 60), focus: .latency, latencyMode: 1)
    let column = try rows(server).dropFirst().dropLast(2).map { String($0.dropFirst(128)) }
    expectScreen(
      column.joined(separator: "\n"),
      is: """
        ╭─ 4 Members  what each believes ───────────────────────── polled now ─╮
        │   NAME    REACHABLE     LEADER      TERM  LIN. READ        SER. READ │
        │ ▲ etcd-1  ● yes 0.8 ms  ✕ none        15  ▲ waiting 1.4 s  ● 0.7 ms  │
        │   knows no leader; no other member commits either  lag 0             │
        │ ✕ etcd-2  ✕ no for 4s   was etcd-2    14  not asked        not asked │
        │   connection refused  asking again  lag 0                            │
        │ ✕ etcd-3  ● yes 0.8 ms  ✕ none        19  ✕ fails          ● 0.7 ms  │
        │   knows no leader for 14 s  lag 42                                   │
        │ ▲ the cluster lost its quorum: 1 of 3 members is left                │
        │ All 2 that answer, of 3, know no leader, terms 15, 19.               │
        │                                                                      │
        │ RECENT CHANGES                                                       │
        │ 12:41:04  etcd-1: healthy → no-leader: knows no leader               │
        │ 12:41:03  leader lost, was etcd-2, term 14                           │
        │ 12:41:03  etcd-2: healthy → unreachable: connection refused          │
        │ 12:41:03  etcd-2: calls connection down: connection refused          │
        │ 12:40:53  etcd-3: healthy → partitioned: knows no leader, others …   │
        │ 12:40:25  etcd-3: healthy → unreachable: connection refused          │
        │ 12:39:32  leader etcd-1 → etcd-2, term 14                            │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        │                                                                      │
        ╰──────────────────────────────────────────────────────────────────────╯
        ┏━ 5 Latency  per kind of call ━━━━━━━━━━━━━━━━━━ policy health-aware ━┓
        ┃ ENDPOINT  KIND               CALLS     P50     P90     P99     MAX   ┃
        ┃▌etcd-1    status                60  0.9 ms  1.8 ms  3.6 ms  4.5 ms   ┃
        ┃           linearizable read     30  2.7 ms  5.4 ms   11 ms   14 ms   ┃
        ┃ etcd-2    status                60  0.6 ms  1.2 ms  2.4 ms  3.0 ms   ┃
        ┃           linearizable read     30  1.8 ms  3.6 ms  7.2 ms  9.0 ms   ┃
        ┃ etcd-3    status                60  3.8 ms  7.6 ms   15 ms   19 ms   ┃
        ┃           linearizable read     30   11 ms   23 ms   46 ms   57 ms   ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┃                                                                      ┃
        ┗━ worst of each second, up to 50 ms, log scale ━━━━━━━━━━━━━━━━━━━━━━━┛
        """)
  }

  @Test("the timeline tells the story from top to bottom")
  func timeline() throws {
    var server = Fixture.failover(Size(columns: 100, rows: 16), focus: .members)
    server.press("!")
    expectScreen(
      try rows(server)[1..<14].joined(separator: "\n"),
      is: """
         1 Keys  2 Value  3 Watches  4 [Members]  5 Latency                           own 4.8 RPC/s 12 kB/s
        ┏━ Events ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ ← all → ━┓
        ┃   TIME               AGE  MEMBER   WHAT HAPPENED                                                 ┃
        ┃   12:39:32.221    1m ago  cluster  leader etcd-1 → etcd-2, term 14                               ┃
        ┃   12:40:25.221   42s ago  etcd-3   healthy → unreachable: connection refused                     ┃
        ┃   12:40:53.221   14s ago  etcd-3   healthy → partitioned: knows no leader, others commit         ┃
        ┃   12:41:03.121    4s ago  etcd-2   calls connection down: connection refused                     ┃
        ┃   12:41:03.221    4s ago  etcd-2   healthy → unreachable: connection refused                     ┃
        ┃   12:41:03.321    3s ago  cluster  leader lost, was etcd-2, term 14                              ┃
        ┃ ▌ 12:41:04.221    3s ago  etcd-1   healthy → no-leader: knows no leader                          ┃
        ┃                                                                                                  ┃
        ┃                                                                                                  ┃
        ┗━ / filter  x export  Esc close ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 7 ━┛
        """)
  }

  @Test("without colours and beyond ASCII nothing is lost: words and glyphs carry it")
  func monochrome() throws {
    for mode in 0..<4 {
      let server = Fixture.failover(
        Size(columns: 120, rows: 40), focus: .members, latencyMode: mode)
      let text = try rows(server, glyphs: .ascii, depth: .none).joined(separator: "\n")
      #expect(text.contains("x no for 4s") && text.contains("! waiting 1.4 s"))
      #expect(text.contains("x fails") && text.contains("x none"))
    }
  }

  @Test("data that diverged is shouted in the header and in the pane")
  func divergence() throws {
    var server = Fixture.failover(Size(columns: 120, rows: 40), focus: .members)
    let subjects = (1...2).map { TimelineSubject(Fixture.member($0, role: .follower)) }
    server.hashes = HashCheck(
      revision: 90, at: Fixture.now,
      answers: zip(subjects, [UInt32(1), 2]).map {
        HashCheck.Answer(member: $0.0, outcome: .hash($0.1, compactRevision: 9))
      })
    server.press("K")
    server.send(.key(KeyPress(.escape)))
    let rows = try rows(server)
    #expect(rows[0].contains("DATA DIVERGED"))
    #expect(rows[27...].contains { $0.contains("DATA DIVERGED at revision 90") })
  }
}
