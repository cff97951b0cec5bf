import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("A user who may not read everything")
struct AccessTests {
  static let server = MemoryServer([
    "/app/config/api", "/app/config/web", "/app/lock", "/data/a", "/data/b1", "/data/b2/x",
    "/data/b2/y", "/data/c", "flag", "other",
  ])
  static let config = KeyRange.prefix(Array("/app/config/".utf8))
  static let part = KeyRange(start: Array("/data/b".utf8), end: Array("/data/c".utf8))
  static let flag = KeyRange.single(Key("flag"))

  private func robot(
    _ allowed: [KeyRange], told: [KeyRange] = [], options: ExplorerOptions = ExplorerOptions()
  ) -> Robot {
    Robot(Self.server, options: options, allowed: allowed, told: told)
  }

  @Test("sees what the roles allow: branches, parts of a level and keys; all else is refused")
  func roles() {
    let allowed = [Self.config, Self.part, Self.flag, .single(Key("missing"))]
    var robot = robot(allowed, told: allowed)
    #expect(
      robot.rows.map { $0.replacing(" *", with: "") } == [
        "v /app/", "  v config/", "    - api", "    - web", "  (no access)", "v /data/", "  - b1",
        "  > b2/", "  (no access)", "- flag", "(no access)",
      ])
    while robot.state.tree.selectedPath != Array("/data/b2/".utf8) {
      let row = robot.state.tree.cursor.selected
      robot.press(.character("j"))
      if robot.state.tree.cursor.selected == row { robot.press(.character("g")) }
    }
    robot.press(.right)
    #expect(robot.rows.contains("    - y"))
  }

  @Test("begins where the profile says when the server does not tell")
  func profile() {
    var options = ExplorerOptions()
    options.prefixes = [Array("/app/config/".utf8)]
    let robot = robot([Self.config], options: options)
    #expect(robot.rows.contains("    - api"))
    #expect(robot.state.message?.text.contains("profile") == true)
  }

  @Test("is led by bookmarks where nothing tells, and what is refused says so")
  func trying() {
    var options = ExplorerOptions()
    options.bookmarks = [Array("/app/config/".utf8), Array("/secret/".utf8)]
    let robot = robot([Self.config], options: options)
    #expect(robot.rows.contains("    - web"))
    #expect(robot.rows.contains("v /secret/") && robot.rows.contains("  (no access)"))
    #expect(robot.rows.first == "v /app/ *")
    let nothing = self.robot([Self.config])
    #expect(nothing.rows == ["(no access) *"])
    #expect(nothing.state.message?.text.contains("o tries a key or prefix") == true)
  }

  @Test("of very many ranges some are shown, and how many there are")
  func manyRanges() {
    let ranges = (1000..<1300).map { KeyRange.prefix(Array("/t\($0)/".utf8)) }
    let robot = robot(ranges, told: ranges)
    #expect(
      robot.rows.first
        == "(only the first 100 of 300 ranges that you may read are shown) *")
  }

  @Test("A part of a level skips over what lies in a child, and says when there is more")
  func dense() {
    var listing = AccessListing(
      KeyRange(start: Array("/d/k1".utf8), end: Array("/d/k3".utf8)), delimiter: .slash, at: nil)
    var server = MemoryServer(
      (1...3).flatMap { child in (0..<500).map { "/d/k\(child)/\($0)" } } + ["/d/k2x"])
    var entries: [LevelEntry] = []
    while let request = listing.next() { entries += listing.receive(server.answer(request)) }
    #expect(listing.isComplete)
    #expect(entries.map { String(decoding: $0.name, as: UTF8.self) } == ["k1/", "k2/", "k2x"])
    #expect(server.requests <= 4)
  }
}
