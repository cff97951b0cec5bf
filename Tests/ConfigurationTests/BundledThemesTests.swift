import Configuration
import Foundation
import TerminalModel
import Testing
import Themes

@Suite struct BundledThemesTests {
  /// Those that choose colours of their own.
  static let colored = BundledThemes.names.filter { $0 != "terminal" && $0 != "mono" }

  @Test("every bundled theme loads under its own name", arguments: BundledThemes.names)
  func loads(name: String) throws {
    let theme = try ThemeCatalog.theme(named: name)
    #expect(theme.name == name)
    #expect(!theme.about.isEmpty)
  }

  @Test("every file of the folder is bundled, and there are enough of them")
  func bundled() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Themes/json")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.sorted() == BundledThemes.names.map { $0 + ".json" }.sorted())
  }

  @Test("the colour themes say how every role looks", arguments: colored)
  func complete(name: String) throws {
    let theme = try ThemeCatalog.theme(named: name)
    #expect(Set(ThemeRole.allCases).subtracting(theme.definedRoles).isEmpty)
  }

  @Test("text has a contrast of 4.5 and lines of 3, on every ground", arguments: colored)
  func contrast(name: String) throws {
    #expect(ThemeCheck.findings(in: try ThemeCatalog.theme(named: name)).isEmpty)
  }

  @Test("high contrast means 7 for all text", arguments: ["contrast-dark", "contrast-light"])
  func highContrast(name: String) throws {
    let theme = try ThemeCatalog.theme(named: name)
    for role in ThemeRole.allCases where !ThemeCheck.chrome.contains(role) {
      let style = theme.style(role, on: .rowCursor)
      let (foreground, background) = try (
        #require(RGB(style.foreground)), #require(RGB(style.background))
      )
      if foreground != background {
        #expect(foreground.contrast(with: background) >= 7, "\(role.rawValue)")
      }
    }
  }

  @Test("the terminal theme uses nothing but the terminal's own colours")
  func terminalTheme() throws {
    let theme = try ThemeCatalog.theme(named: "terminal")
    for role in ThemeRole.allCases {
      for color in [theme[role].foreground, theme[role].background] {
        switch color {
        case .default, .ansi: break
        default: Issue.record("\(role.rawValue) asks for \(color)")
        }
      }
      if role != .rowCursor, role != .buttonFocus {
        #expect(theme[role].background == .default, "\(role.rawValue)")
      }
    }
  }

  @Test(
    "without colours no theme asks for one, and what matters most still stands out",
    arguments: BundledThemes.names)
  func mono(name: String) throws {
    let theme = try ThemeCatalog.theme(named: name).degraded(to: .none)
    for role in ThemeRole.allCases {
      #expect(theme[role].foreground == .default && theme[role].background == .default)
    }
    for role in [
      ThemeRole.rowCursor, .uiTitleFocus, .statusCritical, .healthDown, .alarm, .eventGap,
      .buttonFocus, .headerReadWrite,
    ] {
      #expect(theme[role].attributes != theme[.uiForeground].attributes, "\(role.rawValue)")
    }
  }

  @Test("with 16 colours the cursor and the alarms still stand out", arguments: BundledThemes.names)
  func sixteen(name: String) throws {
    let theme = try ThemeCatalog.theme(named: name).degraded(to: .ansi)
    for role in [ThemeRole.rowCursor, .healthDown, .alarm, .buttonFocus] {
      #expect(theme[role] != theme[.uiForeground], "\(role.rawValue)")
    }
    for role in ThemeRole.allCases where theme[role].background != .default {
      #expect(theme[role].foreground != theme[role].background, "\(role.rawValue)")
      #expect(
        theme.style(role, on: .rowCursor).foreground != theme[.rowCursor].background
          || ThemeCheck.chrome.contains(role), "\(role.rawValue) on the cursor")
    }
  }

  @Test("the heat gradient runs from its start to its end and bears any level")
  func heat() throws {
    let theme = try ThemeCatalog.theme(named: "harbour-dark")
    #expect(theme.heat(0).foreground == theme[.heatStart].foreground)
    #expect(theme.heat(0.5).foreground == theme[.heatMiddle].foreground)
    #expect(theme.heat(1).foreground == theme[.heatEnd].foreground)
    #expect(theme.heat(-3) == theme.heat(0))
    #expect(theme.heat(7) == theme.heat(1))
    let sixteen = theme.degraded(to: .ansi)
    #expect(
      [sixteen[.heatStart], sixteen[.heatMiddle], sixteen[.heatEnd]].contains(sixteen.heat(0.3)))
  }

  @Test(
    "every glyph is one column wide, and the ascii ones are ASCII",
    arguments: GlyphSet.Name.allCases)
  func glyphs(name: GlyphSet.Name) {
    let glyphs = GlyphSet.named(name)
    var all: [Unicode.Scalar] = glyphs.levels + glyphs.spinner
    for child in Mirror(reflecting: glyphs).children {
      if let scalar = child.value as? Unicode.Scalar { all.append(scalar) }
    }
    for border in [glyphs.border, glyphs.focusBorder] {
      all += [
        border.horizontal, border.vertical, border.topLeft, border.topRight, border.bottomLeft,
        border.bottomRight,
      ]
    }
    for scalar in all {
      #expect(ScalarWidth.approximate.columns(of: scalar) == 1)
      #expect(name != .ascii || scalar.isASCII)
    }
  }
}
