import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// Whole screens as rows of text.
@Suite struct ScreenTests {
  private func rows(_ state: ExplorerState, glyphs: GlyphSet = .unicode) throws -> String {
    let renderer = ScreenRenderer(
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: glyphs)
    return renderer.render(state).canvas.rows.joined(separator: "\n")
  }

  @Test("80x24: tree and value side by side, the other panes behind their numbers")
  func compactKeys() throws {
    let state = Fixture.cluster(Size(columns: 80, rows: 24))
    expectScreen(
      try rows(state),
      is: """
         demo  RO  ▲ 2/3 up  ◆ etcd-2  term 14  rev 1482913  db 25 MB  alarms 0
         1 [Keys]  2 Value  3 Watches  4 Members  5 Latency       own 4.8 RPC/s 12 kB/s
        ┏━ 1 Keys  …try/events/default/ ━┓╭─ 2 Value  …s/default/web-10 ─ read 1m ago ─╮
        ┃ ▸ /app/                      5 █│ mod 1482710  create 9121  version 7        │
        ┃ ▾ /registry/                65 █│ size 1.1 kB  lease 694d7a91                │
        ┃ │ ▸ configmaps/              4 █│ Kubernetes v1 ConfigMap                    │
        ┃ │ ▾ events/                 40 █│ ────────────────────────────────────────── │
        ┃ │ │ ▾ default/              40 █│  1  {                                      █
        ┃▌│ │ │ → web-10                 █│  2    "apiVersion": "v1",                  █
        ┃ │ │ │   web-11                 ┃│  3    "kind": "ConfigMap",                 █
        ┃ │ │ │   web-12                 ┃│  4    "metadata": {                        │
        ┃ │ │ │   web-13                 ┃│  5      "name": "coredns",                 │
        ┃ │ │ │   web-14                 ┃│  6      "namespace": "kube-system",        │
        ┃ │ │ │   web-15                 ┃│  7      "generation": 12,                  │
        ┃ │ │ │   web-16                 ┃│  8      "immutable": true,                 │
        ┃ │ │ │   web-17                 ┃│  9      "ownerReferences": null            │
        ┃ │ │ │   web-18                 ┃│ 10    },                                   │
        ┃ │ │ │   web-19                 ┃│ 11    "server-1": "10.0.0.1",              │
        ┃ │ │ │   web-20                 ┃│ 12    "server-2": "10.0.0.2",              │
        ┃ │ │ │   web-21                 ┃│ 13    "server-3": "10.0.0.3",              │
        ┃ │ │ │   web-22                 ┃│ 14    "server-4": "10.0.0.4",              │
        ┗━ 47 loaded ━━━━━━━━━━━━━━━━━━━━┛╰─ [JSON] detected ────────────── line 1/51 ─╯
         12:40:25  etcd-3: healthy → unreachable: connection refused           12:41:07
         Enter Open  / Filter  w Watch  Tab Next pane  z Zoom  r Refresh  ? Help
        """)
  }

  @Test("80x24: members above latency, in ASCII")
  func compactMembers() throws {
    let state = Fixture.cluster(Size(columns: 80, rows: 24), focus: .members)
    expectScreen(
      try rows(state, glyphs: .ascii),
      is: """
         demo  RO  ! 2/3 up  L etcd-2  term 14  rev 1482913  db 25 MB  alarms 0
         1 Keys  2 Value  3 Watches  4 [Members]  5 Latency       own 4.8 RPC/s 12 kB/s
        += 4 Members ===================================================== polled now =+
        |   NAME    ROLE      HEALTH          DB  APPLIED  LAG     RTT        AGE      |
        |>* etcd-1  follower  healthy      25 MB  1500213    0  0.8 ms        now      |
        |   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213                    |
        | L etcd-2  leader    healthy      25 MB  1500213    0  0.8 ms        now      |
        |   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213                    |
        | x etcd-3  follower  unreachable  25 MB  1500213    0  0.8 ms  stale 42s      |
        |   connection refused  asked again in 1s  v3.4.23  in use 18 MB  free 28 %    |
        |                                                                              |
        +==============================================================================+
        +- 5 Latency  per endpoint ------------------------------ policy health-aware -+
        | ENDPOINT  STATE               P50     P90     P99     MAX  ERR  RETRY  PICKS |
        | etcd-1    * ready          0.9 ms  1.8 ms  3.9 ms  4.8 ms    0      0   52 % |
        |   ..................---:::---::::----::---::::---:::---::::---:::---::-:---: |
        | etcd-2    * ready          0.6 ms  1.2 ms  1.8 ms  2.4 ms    0      0   48 % |
        |   ..................:::.:::::.::::::.:::::.::::::.:::::.::::::.:::::.::::::. |
        | etcd-3    x failing        3.8 ms  7.6 ms   41 ms   45 ms    2      0    0 % |
        |   calls connection refused next try in 2s  |  streams ready 4m               |
        |                                                                              |
        +- worst of each second, up to 50 ms, log scale -------------------------------+
         12:40:25  etcd-3: healthy → unreachable: connection refused           12:41:07
         Enter Details  m Matrix  Tab Next pane  z Zoom  r Refresh  ? Help  : Commands
        """)
  }

  @Test("120x40: everything at once")
  func normal() throws {
    let state = Fixture.cluster(Size(columns: 120, rows: 40))
    expectScreen(
      try rows(state),
      is: """
         etcdscope demo  read-only  ▲ 2/3 up  leader etcd-2  term 14  rev 1 482 913  db 25 MB  alarms 0   own 4.8 RPC/s 12 kB/s
        ┏━ 1 Keys  …try/events/default/ ━ ● live ━┓╭─ 2 Value  /registry/events/default/web-10 ────────────────── read 1m ago ─╮
        ┃ ▸ /app/                               5 █│ mod 1482710  create 9121  version 7  size 1.1 kB  lease 694d7a91          │
        ┃ ▾ /registry/                         65 █│ Kubernetes v1 ConfigMap                                                   │
        ┃ │ ▸ configmaps/                       4 █│ ───────────────────────────────────────────────────────────────────────── │
        ┃ │ ▾ events/                          40 █│  1  {                                                                     █
        ┃ │ │ ▾ default/                       40 █│  2    "apiVersion": "v1",                                                 │
        ┃▌│ │ │ → web-10                          █│  3    "kind": "ConfigMap",                                                │
        ┃ │ │ │   web-11                          █│  4    "metadata": {                                                       │
        ┃ │ │ │   web-12                          █│  5      "name": "coredns",                                                │
        ┃ │ │ │   web-13                          █│  6      "namespace": "kube-system",                                       │
        ┃ │ │ │   web-14                          █│  7      "generation": 12,                                                 │
        ┃ │ │ │   web-15                          █│  8      "immutable": true,                                                │
        ┃ │ │ │   web-16                          █│  9      "ownerReferences": null                                           │
        ┃ │ │ │   web-17                          ┃╰─ [JSON] detected ───────────────────────────────────────────── line 1/51 ─╯
        ┃ │ │ │   web-18                          ┃╭─ 3 Watches ───────────────────────────────────────────────────── ● 4/min ─╮
        ┃ │ │ │   web-19                          ┃│ w1 /app/  ● live on 127.0.0.1:2399  ·················█··  4/min  4 events │
        ┃ │ │ │   web-20                          ┃│▸w2 /registry/leases/  ▲ reconnecting: connection refused  0/min  0 events │
        ┃ │ │ │   web-21                          ┃│ ───────────────────────────────────────────────────────────────────────── │
        ┃ │ │ │   web-22                          ┃│▌12:41:04 w1  1482913 ~ PUT /app/feature-flags                      1.0 MB █
        ┃ │ │ │   web-23                          ┃│ 12:41:04 w1  1482912 ~ PUT /app/leases/kube-node/n-17               120 B █
        ┃ │ │ │   web-24                          ┃│ 12:41:04 w1  1482911 + NEW /app/config/web                          12 kB █
        ┃ │ │ │   web-25                          ┃│ 12:41:04 w1  1482910 - DEL /app/locks/deploy                              █
        ┃ │ │ │   web-26                          ┃│ 12:39:57 w2  » lost 127.0.0.1:2409: connection refused; reconnecting      │
        ┃ │ │ │   web-27                          ┃│ 12:39:57 w1  » resumed at revision 1482909 on 127.0.0.1:2399, 0 lost      │
        ┃ │ │ │   web-28                          ┃│ 12:39:57 w1  » lost 127.0.0.1:2409: stream closed; reconnecting           │
        ┗━ 47 loaded ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛╰─ 10 rows ───────────────────────── lost 1 234 and 10 compacted revisions ─╯
        ╭─ 4 Members ───────────────────────────────────────── polled now ─╮╭─ 5 Latency  per endpoint ── policy health-aware ─╮
        │   NAME    ROLE      HEALTH          DB  LAG     RTT        AGE   ││ ENDPOINT  STATE         P50     P99  ERR  PICKS  │
        │ ● etcd-1  follower  healthy      25 MB    0  0.8 ms        now   ││ etcd-1    ● ready    0.9 ms  3.9 ms    0   52 %  │
        │   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213        ││   ▃▃▃▄▄▄▄▃▃▄▄▄▃▃▃▃▄▄▄▃▃▃▄▄▄▃▃▃▃▄▄▄▃▃▃▄▄▄▃▃▄▃▄▄▄▃ │
        │ ◆ etcd-2  leader    healthy      25 MB    0  0.8 ms        now   ││ etcd-2    ● ready    0.6 ms  1.8 ms    0   48 %  │
        │   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213        ││   ▃▃▃▃▃▃▂▃▃▃▃▃▂▃▃▃▃▃▃▂▃▃▃▃▃▂▃▃▃▃▃▃▂▃▃▃▃▃▂▃▃▃▃▃▃▂ │
        │ ✕ etcd-3  follower  unreachable  25 MB    0  0.8 ms  stale 42s   ││ etcd-3    ✕ failing  3.8 ms   41 ms    2    0 %  │
        │   connection refused  asked again in 1s  v3.4.23  in use 18 MB   ││   calls connection refused next try in 2s        │
        │                                                                  ││                                                  │
        │                                                                  ││                                                  │
        ╰──────────────────────────────────────────────────────────────────╯╰─ worst of each second, up to 50 ms, log scale ───╯
         12:40:25  etcd-3: healthy → unreachable: connection refused                                                   12:41:07
         Enter Open   / Filter   w Watch   Tab Next pane   z Zoom   r Refresh   ? Help   : Commands   q Quit
        """)
  }

  @Test("44x12: one pane, no borders, its name in the header")
  func tiny() throws {
    let state = Fixture.cluster(Size(columns: 44, rows: 12), focus: .latency)
    expectScreen(
      try rows(state, glyphs: .ascii),
      is: """
         demo  [Latency]  ! 2/3 up  L etcd-2
         ENDPOINT  STATE         P50     P99  ERR
        >etcd-1    * ready    0.9 ms  3.9 ms    0
                            _
           #+***#+++***#++**##+++***#++***#++#***#+
         etcd-2    * ready    0.6 ms  1.8 ms    0

           ==+++*-=++++*==+++*-=++++*==+++*-=++++*=
         etcd-3    x failing  3.8 ms   41 ms    2
           calls connection refused next try in 2s
           *===++=====++====#+=====++====++==*==++=
         m Mode  b Balancer  Tab Next pane  z Zoom
        """)
  }
}
