import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Going back to where one was")
struct LocationTests {
  private let back = KeyPress.character("-")
  private let forward = KeyPress(.right, .alt)

  private func robot() -> Robot {
    var robot = Robot(["/a/x", "/a/y", "/b/one", "/b/two", "/c"])
    robot.expandAll()
    return robot
  }

  private func selected(_ robot: Robot) -> String {
    String(decoding: robot.state.tree.selectedPath ?? [], as: UTF8.self)
  }

  @Test("From an opened key to the one before, and forward again")
  func keys() {
    var robot = robot()
    robot.press(.down, .enter)
    robot.press(.down, .enter)
    #expect(robot.state.value.key == Key("/a/y"))
    robot.press(back)
    #expect(robot.state.value.key == Key("/a/x"))
    #expect(selected(robot) == "/a/x")
    robot.press(forward)
    #expect(robot.state.value.key == Key("/a/y"))
    #expect(selected(robot) == "/a/y")
  }

  @Test("A filter is one step however many letters it took, and comes back after Esc")
  func filter() {
    var robot = robot()
    robot.press(.character("/"))
    robot.type("one")
    robot.press(.enter)
    let filtered = robot.rows
    #expect(filtered.contains("  - one"))
    robot.press(.escape)
    #expect(robot.state.tree.filter == "")
    robot.press(back)
    #expect(robot.state.tree.filter == "one")
    #expect(robot.rows.map { $0.replacing(" *", with: "") }.contains("  - one"))
    robot.press(KeyPress(.left, .alt))
    #expect(robot.state.tree.filter == "")
    robot.press(forward, forward)
    #expect(robot.state.tree.filter == "")
  }

  @Test("From another root, whose rows must be read first")
  func root() {
    var robot = robot()
    robot.press(.character("g"), .down, .down)
    #expect(selected(robot) == "/a/y")
    robot.press(.left, .character("."))
    #expect(robot.state.tree.rootPrefix == Array("/a/".utf8))
    robot.press(back)
    #expect(robot.state.tree.rootPrefix == [])
    #expect(selected(robot) == "/a/")
    robot.press(forward)
    #expect(robot.state.tree.rootPrefix == Array("/a/".utf8))
  }

  @Test("From where a path was typed to the row before, which was only selected")
  func jump() {
    var robot = robot()
    robot.press(.character("g"), .down)
    robot.press(.character("o"), .control("u"))
    robot.type("/b/two")
    robot.press(.enter)
    #expect(selected(robot) == "/b/two")
    robot.press(back)
    #expect(selected(robot) == "/a/x")
  }

  @Test("Where the known places end, a sentence says so and nothing changes")
  func ends() {
    var robot = robot()
    robot.press(back)
    #expect(robot.state.message?.text == "There is no place before this one.")
    robot.press(forward)
    #expect(robot.state.message?.text == "There is no place after this one.")
  }

  @Test("Going somewhere new forgets what was ahead, and only the newest places are kept")
  func bounds() {
    var history = LocationHistory()
    func location(_ number: Int) -> Location {
      Location(root: [], filter: String(number), path: nil, key: nil)
    }
    for number in 0..<150 { history.leave(location(number)) }
    var steps = 0
    while history.goBack(from: location(-1)) != nil { steps += 1 }
    #expect(steps == LocationHistory.limit)
    history.leave(location(7))
    #expect(history.goForward(from: location(8)) == nil)
  }

  @Test("Reading a level again does not bring back a selection that was left since")
  func restoredOnce() {
    var robot = robot()
    robot.press(.character("g"), .down, .down)
    robot.press(.character("["))
    #expect(selected(robot) == "/a/y")
    robot.press(.up, .character("r"))
    #expect(selected(robot) == "/a/x")
  }
}
