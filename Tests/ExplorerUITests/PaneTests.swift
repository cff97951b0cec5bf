import Configuration
import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

@Suite struct PaneTests {
  private func painter(_ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .ascii) throws -> Painter {
    Painter(
      canvas: Canvas(size: Size(columns: columns, rows: rows)),
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: glyphs)
  }

  private func views(_ state: ExplorerState) -> [any PaneView] {
    [
      KeysView(state), ValueView(state), WatchesView(state), MembersView(state),
      LatencyView(state),
    ]
  }

  @Test("no pane draws outside its rectangle, whatever its size", arguments: Pane.allCases)
  func staysInside(focus: Pane) throws {
    let size = Size(columns: 120, rows: 30)
    let sentinel = Style(attributes: .underline)
    let theme = try ThemeCatalog.theme(named: "terminal")
    for state in [Fixture.cluster(size, focus: focus), Fixture.fresh(size)] {
      for view in views(state) {
        for (width, height) in [
          (0, 0), (1, 1), (3, 2), (9, 3), (17, 5), (34, 9), (71, 12), (99, 20),
        ] {
          let rect = Rect(x: 4, y: 3, width: width, height: height)
          var painter = Painter(canvas: Canvas(size: size), theme: theme, glyphs: .unicode)
          painter.fill(painter.canvas.bounds, with: "~", style: sentinel)
          painter.clipped(to: rect) { painter in
            _ = view.draw(in: PaneArea(inside: rect, scrollX: rect.maxX - 1), on: &painter)
            view.box(painter).draw(in: rect, on: &painter)
          }
          let stray = (0..<size.rows).flatMap { y in
            (0..<size.columns).filter { x in
              !rect.holds(x, y) && painter.canvas[x, y].scalar != "~"
            }
          }
          #expect(stray.isEmpty, "\(type(of: view)) in \(rect)")
        }
      }
    }
  }

  @Test("every kind of row of the tree says what it is in words")
  func treeRows() throws {
    var painter = try painter(52, Fixture.treeRows.count)
    let cursor = KeysView(Fixture.cluster(Size(columns: 80, rows: 24)))
      .draw(Fixture.treeRows, in: painter.canvas.bounds, on: &painter)
    #expect(cursor == Point(x: 0, y: 4))
    #expect(
      painter.canvas.rows == [
        " v /registry/                                18 432",
        " | > apiregistration.k8s.io/                     31",
        " | v configmaps/                              1 204",
        " | | v kube-system/                              12",
        ">| | | > coredns",
        " | | |   kube-proxy                          2s ago",
        " | | |   kubeadm-config",
        " | > events/                                 ~9 400",
        " | > leases/                                    410",
        " | v secrets/",
        " | |   [no access] the server refuses to list this",
        " | v services/",
        " | | - loading 3s  Esc stops",
        " v app/                                         912",
        " |   f\\xff\\x1b[31m",
        " |   größe-配置",
        " | + more: Enter loads the next page",
      ])
  }

  @Test("a failed, an empty and an explained level, and a branch's own key")
  func moreTreeRows() throws {
    let rows = [
      Fixture.row(.failed(EtcdError(code: .timedOut, message: "took\u{1B}[2J too long")), 0, ""),
      Fixture.row(.empty, 0, ""),
      Fixture.row(.notice("loaded again: its revision was compacted"), 0, ""),
      Fixture.row(.key, 0, ""),
    ]
    var painter = try painter(60, rows.count)
    _ = KeysView(Fixture.cluster(Size(columns: 80, rows: 24)))
      .draw(rows, in: painter.canvas.bounds, on: &painter)
    #expect(
      painter.canvas.rows == [
        " x took\\x1b[2J too long", "   (no keys)",
        " > loaded again: its revision was compacted", "   (the branch's own key)",
      ])
  }

  @Test("deep levels never push names out of the pane")
  func deepRows() throws {
    var painter = try painter(30, 1)
    _ = KeysView(Fixture.cluster(Size(columns: 80, rows: 24)))
      .draw([Fixture.row(.key, 500, "leaf")], in: painter.canvas.bounds, on: &painter)
    #expect(painter.canvas.rows[0].hasSuffix("leaf"))
  }

  @Test("a member that is down keeps its last facts, marked stale with their age")
  func staleMember() throws {
    var painter = try painter(120, 8)
    let state = Fixture.cluster(Size(columns: 200, rows: 30))
    _ = MembersView(state).draw(
      in: PaneArea(inside: painter.canvas.bounds, scrollX: 119), on: &painter)
    let rows = painter.canvas.rows
    #expect(
      rows[0].contains("NAME    ROLE      HEALTH       VERSION     DB  IN USE  FREE  TERM    INDEX")
    )
    #expect(
      rows[1].hasPrefix(" * etcd-1  follower  healthy      3.4.23   25 MB   18 MB  28 %    14"))
    #expect(rows[2].hasPrefix(" L etcd-2  leader    healthy"))
    #expect(rows[3].hasPrefix(" x etcd-3  follower  unreachable  3.4.23"))
    #expect(rows[3].contains("stale 42s"))
    #expect(rows[4] == "   connection refused  asked again in 1s")
  }

  @Test("the matrix shows no read of a member that is gone as one that works")
  func readsOfGoneMember() throws {
    let now = ContinuousClock.now
    let read = ProbeOutcome(roundTrip: .milliseconds(2), at: now - .seconds(9))
    func cells(_ verdict: Verdict) throws -> [String] {
      let member = MemberSnapshot(
        endpoint: nil, name: "m1", verdict: verdict, linearizable: read, serializable: read)
      return MemberMatrixCells(
        snapshot: ClusterSnapshot(takenAt: now, members: [member]), now: now,
        painter: try painter(80, 1)
      ).row(of: member).suffix(2).map { $0.runs.map(\.text).joined() }
    }
    #expect(try cells(.healthy) == ["* 2.0 ms", "* 2.0 ms"])
    #expect(try cells(.unreachable) == ["was ok", "was ok"])
  }

  @Test("what the members' table has no room for stands below")
  func hiddenCells() throws {
    var painter = try painter(66, 9)
    let state = Fixture.cluster(Size(columns: 200, rows: 30))
    _ = MembersView(state).draw(
      in: PaneArea(inside: painter.canvas.bounds, scrollX: 65), on: &painter)
    #expect(
      painter.canvas.rows[2] == "   v3.4.23  in use 18 MB  free 28 %  term 14  raft 1500213")
  }

  @Test("the graph of latencies is logarithmic, and its top is said")
  func latencyScale() throws {
    let state = Fixture.cluster(Size(columns: 120, rows: 30))
    let footer = LatencyView(state).box(try painter(1, 1)).footer
    #expect(
      footer.runs.map(\.text).joined() == "worst of each second, up to 50 ms, log scale")
  }
}

extension Rect {
  fileprivate func holds(_ column: Int, _ row: Int) -> Bool {
    x..<maxX ~= column && y..<maxY ~= row
  }
}
