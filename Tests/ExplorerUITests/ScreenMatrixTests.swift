import Configuration
import ExplorerModel
import Foundation
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// Every pane at every kind of size, in both character sets and with and without colours, as the
/// files in `Screens` show it.
@Suite("Every pane at every size")
struct ScreenMatrixTests {
  static let sizes = [
    Size(columns: 40, rows: 10), Size(columns: 60, rows: 16), Size(columns: 80, rows: 24),
    Size(columns: 80, rows: 50), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
  ]

  /// Set, the files are written anew; what changed is then to be read with `git diff`.
  private static let isRecording =
    ProcessInfo.processInfo.environment["ETCDSCOPE_RECORD_SCREENS"] != nil

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Screens")

  @Test("looks as its file shows", arguments: sizes, Pane.allCases)
  func screen(size: Size, pane: Pane) throws {
    let name = "\(size.columns)x\(size.rows)-\(pane.title.lowercased()).txt"
    let shown = try picture(size, pane)
    let file = Self.folder.appendingPathComponent(name)
    if Self.isRecording {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try shown.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard shown != expected else { return }
    let lines = (shown.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
    let row = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = row ?? min(lines.0.count, lines.1.count)
    Issue.record(
      """
      \(name) differs from line \(index + 1) on:
      is       \(index < lines.0.count ? lines.0[index] : "(nothing)")
      should   \(index < lines.1.count ? lines.1[index] : "(nothing)")
      If it is right as it is: ETCDSCOPE_RECORD_SCREENS=1 swift test --filter ScreenMatrixTests
      """)
  }

  /// Text in both character sets, and how each piece of it looks in both themes.
  private func picture(_ size: Size, _ pane: Pane) throws -> String {
    let unicode = try canvas(size, pane, "terminal", .unicode)
    let mono = try canvas(size, pane, "mono", .unicode)
    #expect(mono.rows == unicode.rows, "themes change no text")
    let ascii = try canvas(size, pane, "terminal", .ascii)
    let sections = [
      ("unicode", unicode.rows), ("ascii", ascii.rows), ("in the theme terminal", looks(unicode)),
      ("in the theme mono", looks(mono)),
    ]
    return sections.map { "== \($0.0)\n" + $0.1.joined(separator: "\n") + "\n" }.joined()
  }

  private func canvas(
    _ size: Size, _ pane: Pane, _ theme: String, _ glyphs: GlyphSet.Name
  ) throws -> Canvas {
    let renderer = ScreenRenderer(
      theme: try ThemeCatalog.theme(named: theme), glyphs: .named(glyphs))
    var state = Fixture.cluster(size, focus: pane)
    _ = reduce(&state, .panesLaidOut(renderer.paneSizes(of: state)))
    return renderer.render(state).canvas
  }

  /// Each row as the lengths of its pieces with the letters of their styles, then what they mean.
  private func looks(_ canvas: Canvas) -> [String] {
    var names: [Style: Character] = [:]
    var legend: [String] = []
    func name(_ style: Style) -> Character {
      if let known = names[style] { return known }
      let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
      let name = names.count < letters.count ? letters[names.count] : "?"
      names[style] = name
      legend.append("\(name) \(words(style))")
      return name
    }
    let rows = (0..<canvas.size.rows).map { y in
      var pieces: [(name: Character, columns: Int)] = []
      for x in 0..<canvas.size.columns {
        let name = name(canvas[x, y].style)
        if pieces.last?.name == name {
          pieces[pieces.count - 1].columns += 1
        } else {
          pieces.append((name, 1))
        }
      }
      return pieces.map { "\($0.name)\($0.columns)" }.joined(separator: " ")
    }
    return rows + legend
  }

  private func words(_ style: Style) -> String {
    let names = ["bold", "dim", "italic", "underline", "reverse"]
    let attributes = names.enumerated().filter { style.attributes.rawValue & 1 << $0.offset != 0 }
    return
      (["\(color(style.foreground)) on \(color(style.background))"] + attributes.map(\.element))
      .joined(separator: " ")
  }

  private func color(_ color: Color) -> String {
    switch color {
    case .default: "default"
    case .ansi(let index), .indexed(let index): "\(index)"
    case .rgb: "rgb"
    }
  }
}
