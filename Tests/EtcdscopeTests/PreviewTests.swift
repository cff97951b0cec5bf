import Configuration
import ExplorerModel
import Foundation
import TerminalModel
import Testing
import Themes

@testable import etcdscope

@Suite("Captures") struct PreviewTests {
  private static let previews = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Themes/previews")

  /// What `etcdscope capture` prints.
  private func still(_ theme: String, _ size: Size, layout: String? = nil) throws -> Canvas {
    let arguments = ["capture"] + (layout.map { ["--layout", $0] } ?? [])
    guard case .run(let settings) = try Invocation.read(arguments: arguments, environment: [:])
    else { throw UsageError("capture runs") }
    let appearance = Appearance(settings: settings, catalog: .bundled)
    let still = Still(
      theme: try appearance.theme(named: theme), appearance: appearance, size: size, text: nil)
    let layouts = try settings.allLayouts()
    return still.canvas(
      of: SampleCluster.state(
        size: size, theme: theme, layouts,
        try settings.layoutMemory(LayoutMemory(), of: layouts)))
  }

  @Test("the picture of every bundled theme is the one of today", arguments: BundledThemes.names)
  func current(name: String) throws {
    let wanted = SVGImage(canvas: try still(name, Size(columns: 120, rows: 34))).text + "\n"
    let file = Self.previews.appendingPathComponent("\(name).svg")
    if let there = try? String(contentsOf: file, encoding: .utf8), there == wanted { return }
    Issue.record(
      """
      Themes/previews/\(name).svg is stale: draw it anew by
      etcdscope capture --svg --theme \(name) --size 120x34 > Themes/previews/\(name).svg
      """)
  }

  @Test("the picture of the wall is the one of today")
  func wall() throws {
    let canvas = try still("harbour-dark", Size(columns: 120, rows: 34), layout: "wall")
    let file = Self.previews.appendingPathComponent("wall.svg")
    if try String(contentsOf: file, encoding: .utf8) == SVGImage(canvas: canvas).text + "\n" {
      return
    }
    Issue.record(
      """
      Themes/previews/wall.svg is stale: draw it anew by
      etcdscope capture --svg --theme harbour-dark --layout wall --size 120x34
      """)
  }

  @Test("nothing but pictures of bundled themes, of layouts and of an incident lies among them")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.previews.path)
    #expect(
      Set(files)
        == Set(
          BundledThemes.names.map { $0 + ".svg" } + ["demo.svg", "wall.svg"]
            + ["believes", "events", "picks"].map { "incident-\($0).svg" }))
  }

  @Test("the sample shows every pane with something in it")
  func sample() throws {
    let text = try still("terminal", Size(columns: 120, rows: 34)).rows.joined(separator: "\n")
    for words in [
      "routes.json", "\"timeoutSeconds\": 5", "+ NEW /config/checkout/canary.yaml",
      "connection refused", "policy health-aware", "2/3 up",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("an image escapes what XML would take for its own, and keeps wide characters apart")
  func svg() {
    var canvas = Canvas(size: Size(columns: 10, rows: 1))
    canvas.write("a<&>", x: 0, y: 0, style: Style(foreground: .rgb(red: 1, green: 2, blue: 3)))
    canvas.write("中x", x: 5, y: 0, style: Style(background: .indexed(196), attributes: .bold))
    let text = SVGImage(canvas: canvas).text
    #expect(text.contains("fill=\"#010203\">a&lt;&amp;&gt;</text>"))
    #expect(text.contains("font-weight=\"bold\">中</text>"))
    #expect(
      text.contains("<rect x=\"52\" y=\"10\" width=\"25.5\" height=\"17.3\" fill=\"#ff0000\"/>"))
  }
}
