import Configuration
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

@Suite struct WidgetTests {
  private func painter(
    _ columns: Int, _ rows: Int, glyphs: GlyphSet = .unicode
  ) throws -> Painter {
    Painter(
      canvas: Canvas(size: Size(columns: columns, rows: rows)),
      theme: try ThemeCatalog.theme(named: "terminal"), glyphs: glyphs)
  }

  @Test("a box carries its number, title, subject and labels in its border")
  func box() throws {
    var painter = try painter(40, 3)
    var box = Box(
      number: 1, title: "Keys", subject: "/app/", status: "live", footer: "61 rows",
      footerRight: "1/61", isFocused: false)
    box.draw(in: painter.canvas.bounds, on: &painter)
    #expect(
      painter.canvas.rows == [
        "╭─ 1 Keys  /app/ ─────────────── live ─╮", "│                                      │",
        "╰─ 61 rows ───────────────────── 1/61 ─╯",
      ])
    box.isFocused = true
    box.draw(in: painter.canvas.bounds, on: &painter)
    #expect(painter.canvas.rows[0].hasPrefix("┏━ 1 Keys  /app/ ━"))
    #expect(painter.canvas.rows[0].hasSuffix(" live ━┓"))
    #expect(painter.canvas.rows[2].hasPrefix("┗━ 61 rows ━"))
    #expect(painter.canvas.rows[2].hasSuffix(" 1/61 ━┛"))
  }

  @Test("a long subject loses its beginning before the status goes, then the status goes")
  func longSubject() throws {
    var painter = try painter(40, 2)
    let box = Box(
      title: "Value", subject: "/registry/configmaps/kube-system/coredns", status: "read 3s ago",
      isFocused: false)
    box.draw(in: painter.canvas.bounds, on: &painter)
    #expect(painter.canvas.rows[0] == "╭─ Value  …stem/coredns ─ read 3s ago ─╮")
    painter = try self.painter(30, 2)
    box.draw(in: painter.canvas.bounds, on: &painter)
    #expect(painter.canvas.rows[0] == "╭─ Value  …e-system/coredns ─╮")
  }

  @Test("text that is too long ends in an ellipsis, wide characters are never cut in two")
  func cutting() throws {
    var painter = try painter(8, 2)
    painter.draw(StyledText("abcdefghij"), x: 0, y: 0, columns: 6)
    painter.draw(StyledText("配置配置配置"), x: 0, y: 1, columns: 6)
    #expect(painter.canvas.rows == ["abcde…", "配置 …"])
  }

  @Test("a table is as wide as its cells, drops the least important first and aligns numbers right")
  func table() throws {
    let table = Table(
      columns: [
        .init(title: "NAME"), .init(title: "DB", align: .right, rank: 2),
        .init(title: "LAG", align: .right, rank: 1),
      ], rows: [["etcd-1", "25 MB", "0"], ["etcd-10", "1.2 GB", "1 204"]])
    var painter = try painter(24, 3)
    let rect = painter.canvas.bounds
    let widths = table.widths(in: 24, painter.width)
    table.drawHeading(in: rect.row(0), widths: widths, on: &painter)
    table.drawRow(0, in: rect.row(1), widths: widths, on: &painter)
    table.drawRow(1, in: rect.row(2), widths: widths, on: &painter)
    #expect(
      painter.canvas.rows == [
        "NAME         DB    LAG", "etcd-1    25 MB      0", "etcd-10  1.2 GB  1 204",
      ])
    #expect(table.widths(in: 16, painter.width) == [7, 0, 5])
    #expect(table.widths(in: 10, painter.width) == [7, 0, 0])
    #expect(table.x(of: 2, in: rect, widths: [7, 0, 5]) == 9)
    #expect(table.x(of: 1, in: rect, widths: [7, 0, 5]) == nil)
  }

  @Test("a graph ends at the right, and what was not measured is no bar")
  func sparkline() throws {
    var painter = try painter(8, 2)
    Sparkline(values: [nil, 0, 4, 8], maximum: 8, coloring: .role(.graphLine1))
      .draw(in: Rect(x: 0, y: 0, width: 5, height: 1), on: &painter)
    Sparkline(values: [8, 4, nil], maximum: 8, coloring: .heat { $0 })
      .draw(in: Rect(x: 0, y: 1, width: 6, height: 1), on: &painter)
    #expect(painter.canvas.rows == ["··▁▄█", "██▄▄··"])
  }

  @Test("a graph of several rows stacks its levels")
  func tallSparkline() throws {
    var painter = try painter(3, 2, glyphs: .ascii)
    Sparkline(values: [16, 12, 1], maximum: 16, coloring: .role(.graphLine1))
      .draw(in: painter.canvas.bounds, on: &painter)
    #expect(painter.canvas.rows == ["#-", "##_"])
  }

  @Test("a gauge is never longer than its room")
  func gauge() {
    func text(_ part: Double) -> String {
      Gauge(part: part, role: .gaugeOK).text(columns: 4, .ascii).runs.map(\.text).joined()
    }
    #expect(text(0) == "....")
    #expect(text(0.5) == "##..")
    #expect(text(3) == "####")
    #expect(text(-1) == "....")
  }

  @Test(
    "the thumb of a scroll bar starts at the top, ends at the bottom, and is gone when all is seen")
  func scrollBar() throws {
    #expect(ScrollBar(top: 0, visible: 10, count: 10).thumb(height: 10) == nil)
    #expect(try #require(ScrollBar(top: 0, visible: 10, count: 20).thumb(height: 10)) == (0, 5))
    #expect(try #require(ScrollBar(top: 10, visible: 10, count: 20).thumb(height: 10)) == (5, 5))
    #expect(
      try #require(ScrollBar(top: 999_990, visible: 10, count: 1_000_000).thumb(height: 10))
        == (9, 1))
  }

  @Test("words are wrapped, and a word longer than the line is broken")
  func wrapping() {
    let width = ScalarWidth.approximate
    #expect(width.wrap("the server refused it", columns: 10) == ["the server", "refused it"])
    #expect(width.wrap("abcdefgh ij", columns: 3) == ["abc", "def", "gh", "ij"])
    #expect(width.wrap("配置配置", columns: 3) == ["配", "置", "配", "置"])
    #expect(width.wrap("配置", columns: 1) == [])
    #expect(width.wrap("", columns: 5) == [])
  }

  @Test("of a long text being typed the end is shown, with the cursor behind it")
  func textField() throws {
    var painter = try painter(8, 1)
    #expect(TextField(text: "abc").draw(x: 0, y: 0, columns: 8, on: &painter) == Point(x: 3, y: 0))
    #expect(
      TextField(text: "abcdefghij").draw(x: 0, y: 0, columns: 8, on: &painter) == Point(x: 7, y: 0))
    #expect(painter.canvas.rows == ["…efghij"])
  }
}
