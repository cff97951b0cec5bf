import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The command palette")
struct PaletteTests {
  @Test("offers each action of every pane once, and no action of menus")
  func offers() throws {
    var robot = Robot(["a"])
    robot.press(.character(":"))
    let list = try #require(robot.list)
    let offered = Set(list.rows.compactMap { $0.cells.first })
    #expect(offered.count >= 20)
    #expect(list.rows.count == Set(list.rows.map(\.id)).count)
    let menus = ActionRegistry.standard.actions.filter { $0.scope == .prompt }
    #expect(!menus.contains { offered.contains(ListOverlay.Cell($0.help)) })
  }

  @Test("typed letters find an action, and Enter does it")
  func runs() {
    var robot = Robot(["a"])
    robot.press(.character(":"))
    robot.type("zoom")
    #expect(!robot.state.isZoomed)
    robot.press(KeyPress(.enter))
    #expect(robot.state.isZoomed)
    #expect(robot.list == nil)
  }

  @Test("an action of another pane focuses that pane")
  func otherPane() {
    var robot = Robot(["a"])
    robot.change { _ = $0.run(.action("watch.drop")) }
    #expect(robot.state.focus == .watches)
    #expect(robot.state.message?.text == "No watch is open.")
  }

  @Test("a theme is a command of its own")
  func themes() {
    var robot = Robot(["a"])
    robot.send(.themes(["mono", "nord"]))
    robot.press(.character(":"))
    robot.type("theme no")
    robot.press(KeyPress(.enter))
    #expect(robot.state.theme == "nord")
    #expect(robot.effects.contains(.savePreference(.theme("nord"))))
  }

  @Test("a policy and a profile are commands by their names")
  func choices() {
    var options = ExplorerOptions(policies: [BalancerChoice(name: "pinned", summary: "Pins one.")])
    options.profiles = ["production"]
    var robot = Robot(["a"], options: options)
    robot.press(.character(":"))
    robot.type("balancer pi")
    robot.press(KeyPress(.enter))
    #expect(robot.effects.contains(.setBalancer(options.policies[0])))
    robot.press(.character(":"))
    robot.type("profile prod")
    robot.press(KeyPress(.enter))
    #expect(robot.effects.contains(.switchProfile("production")))
  }

  @Test("arrows choose among what was found, and Esc closes at once")
  func keys() throws {
    var robot = Robot(["a"])
    robot.press(.character(":"))
    robot.type("p")
    let first = try #require(robot.list?.selected)
    robot.press(KeyPress(.down))
    #expect(robot.list?.selected != first)
    robot.press(KeyPress(.escape))
    #expect(robot.list == nil)
  }

  @Test(
    "the best match is first",
    arguments: [
      ("hc", "the cursor", "Hash check"), ("re", "Previous pane", "Refresh"),
      ("theme", "Help with them all", "Themes"),
    ])
  func ranking(typed: String, worse: String, better: String) throws {
    let good = try #require(FuzzyScore.of(typed, in: better))
    if let bad = FuzzyScore.of(typed, in: worse) { #expect(good > bad) }
    #expect(FuzzyScore.of("x" + typed, in: better) == nil)
  }
}
