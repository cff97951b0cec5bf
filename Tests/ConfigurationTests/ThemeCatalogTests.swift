import Configuration
import Testing
import Themes

@Suite("Theme catalog") struct ThemeCatalogTests {
  private func catalog(_ files: [String: String]) -> ThemeCatalog {
    ThemeCatalog(
      own: files.map { UserTheme(name: $0, path: "themes/\($0).json", bytes: Array($1.utf8)) })
  }

  private func message(_ catalog: ThemeCatalog, _ name: String) -> String {
    do {
      _ = try catalog.theme(named: name)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test("a new palette makes a new theme: inherited styles take the heir's colours")
  func heir() throws {
    let theme = try catalog([
      "mine": "{ inherits: 'nord', palette: { red: '#ff0001' }, styles: { alarm: 'gold' } }"
    ]).theme(named: "mine")
    let nord = try ThemeCatalog.theme(named: "nord")
    #expect(theme.name == "mine")
    #expect(theme[.healthDown].foreground == .rgb(red: 255, green: 0, blue: 1))
    #expect(theme.degraded(to: .ansi)[.healthDown].foreground == .ansi(9))
    #expect(theme[.alarm].foreground == nord[.statusWarn].foreground)
    #expect(theme[.healthOK] == nord[.healthOK])
  }

  @Test("a user's own theme may vary the bundled one whose name it has")
  func sameName() throws {
    let catalog = catalog(["nord": "{ inherits: 'nord', palette: { base: '#000000' } }"])
    #expect(
      try catalog.theme(named: "nord")[.uiBackground].background == RGB(hex: "#000000")?.color)
    #expect(catalog.names == BundledThemes.names)
    #expect(catalog.path(of: "nord") == "themes/nord.json")
  }

  @Test("mistakes in the line of inheritance are told where they are made")
  func mistakes() {
    let catalog = catalog([
      "one": "{\n inherits: 'two' }", "two": "{ inherits: 'one' }",
      "lost": "{\n\n inherits: 'nowhere' }", "heir": "{ inherits: 'bad' }",
      "bad": "{ styles: {\n 'ui.fg': 'blu' } }",
    ])
    #expect(message(catalog, "one").hasSuffix(": inherits leads round in a circle"))
    #expect(
      message(catalog, "lost").hasPrefix(
        "themes/lost.json:3: inherits is \"nowhere\", which does not exist; choose one of terminal")
    )
    #expect(message(catalog, "heir").hasPrefix("themes/bad.json:2: styles.\"ui.fg\" is \"blu\""))
    #expect(message(catalog, "no").hasPrefix("theme \"no\" does not exist; choose one of terminal"))
    #expect(catalog.names.suffix(5) == ["bad", "heir", "lost", "one", "two"])
  }
}
