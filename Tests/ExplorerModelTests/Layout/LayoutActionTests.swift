import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Changing the layout by keys")
struct LayoutActionTests {
  private func robot(_ columns: Int = 120, _ rows: Int = 40) -> Robot {
    var robot = Robot(["/a"])
    robot.send(.resized(Size(columns: columns, rows: rows)))
    _ = robot.takeEffects()
    return robot
  }

  private func width(_ pane: Pane, _ robot: Robot) -> Int? {
    robot.state.screenLayout.rect(of: pane)?.width
  }

  private func height(_ pane: Pane, _ robot: Robot) -> Int? {
    robot.state.screenLayout.rect(of: pane)?.height
  }

  @Test("P goes through the layouts, each with its pane in focus, and all is remembered")
  func next() {
    var robot = robot()
    var seen: [String] = []
    for _ in 0..<4 {
      robot.press(.character("P"))
      seen.append("\(robot.state.layout.name) \(robot.state.focus.title)")
    }
    #expect(seen == ["watch Watches", "incident Members", "wall Members", "operate Keys"])
    let saved = robot.takeEffects().compactMap { effect -> String? in
      if case .savePreference(.layout(let memory)) = effect { memory.layout } else { nil }
    }
    #expect(saved == ["watch", "incident", "wall", "operate"])
  }

  @Test("the palette goes to a layout by its name")
  func palette() {
    var robot = robot()
    robot.type(":preset inc")
    robot.press(.enter)
    #expect(robot.state.layout.name == "incident")
    #expect(robot.state.message?.text.contains("incident") == true)
  }

  @Test("Ctrl or Shift with an arrow resizes the focused pane, whichever side its divider is on")
  func resize() {
    var robot = robot()
    let before = width(.keys, robot) ?? 0
    robot.press(KeyPress(.right, .control), KeyPress(.right, .shift))
    #expect(width(.keys, robot) == before + 4)
    robot.press(KeyPress(.left, .control))
    #expect(width(.keys, robot) == before + 2)
    robot.press(.character("3"))
    let tall = height(.watches, robot) ?? 0
    robot.press(KeyPress(.down, .control))
    #expect(height(.watches, robot) == tall + 1)
    robot.press(KeyPress(.up, .control), KeyPress(.up, .control))
    #expect(height(.watches, robot) == tall - 1)
    robot.press(.character("5"))
    let narrow = width(.latency, robot) ?? 0
    robot.press(KeyPress(.right, .control))
    #expect(width(.latency, robot) == narrow + 2)
  }

  @Test("at its limit a pane says so and nothing is written")
  func limit() {
    var robot = robot()
    for _ in 0..<80 { robot.press(KeyPress(.left, .control)) }
    #expect(width(.keys, robot) == Pane.keys.minimum(.columns))
    _ = robot.takeEffects()
    robot.press(KeyPress(.left, .control))
    #expect(robot.takeEffects().isEmpty)
    #expect(robot.state.message?.text.contains("can't be smaller") == true)
    robot.press(.character("z"), KeyPress(.right, .control))
    #expect(robot.state.message?.text == "No pane lies beside this one.")
  }

  @Test("a pane that is hidden stays so until its number is pressed; Tab passes it by")
  func hide() {
    var robot = robot()
    robot.press(.character("2"), .character("Z"))
    #expect(robot.state.screenLayout.panes.map(\.pane) == [.keys, .watches, .members, .latency])
    #expect(robot.state.focus == .watches)
    robot.press(.character("1"), .tab)
    #expect(robot.state.focus == .watches)
    robot.press(.character("2"))
    #expect(robot.state.screenLayout.panes.map(\.pane) == Pane.allCases)
    #expect(robot.state.layoutAdjustment.hidden.isEmpty)
  }

  @Test("the last pane can't be hidden")
  func last() {
    var robot = robot()
    for _ in 0..<6 { robot.press(.character("Z")) }
    #expect(robot.state.layoutAdjustment.hidden.count == 4)
    #expect(robot.state.message?.text.contains("No other pane") == true)
    #expect(robot.state.screenLayout.panes.count == 1)
  }

  @Test("0 shows everything again, as large as it comes")
  func reset() {
    var robot = robot()
    let before = robot.state.screenLayout
    robot.press(KeyPress(.right, .control), .character("Z"), .character("1"))
    #expect(robot.state.screenLayout != before)
    robot.press(.character("0"))
    #expect(robot.state.screenLayout == before)
  }

  @Test("each layout keeps what was made of it")
  func separate() {
    var robot = robot()
    robot.press(KeyPress(.right, .control), .character("P"), .character("Z"))
    let watch = robot.state.layoutAdjustment
    robot.press(.character("P"), .character("P"), .character("P"))
    #expect(robot.state.layout.name == "operate" && robot.state.layoutAdjustment != watch)
    #expect(robot.state.layoutAdjustment.hidden.isEmpty)
    robot.press(.character("P"))
    #expect(robot.state.layoutAdjustment == watch)
  }

  @Test("what was remembered is there again")
  func restored() {
    var robot = robot()
    robot.press(.character("P"), KeyPress(.up, .control), .character("Z"))
    let left = robot.state.layoutMemory
    var next = self.robot()
    next.send(.layoutRestored(LayoutMemory(text: left.text)))
    #expect(next.state.layout.name == "watch")
    #expect(next.state.layoutMemory == left)
  }

  @Test("a user's layout comes after those of the program")
  func own() {
    var options = ExplorerOptions()
    options.layouts.append(
      Layout(name: "mine", tree: .rows([LayoutPart(.pane(.latency)), LayoutPart(.pane(.keys))])))
    var robot = Robot(["/a"], options: options)
    robot.send(.resized(Size(columns: 120, rows: 40)))
    robot.type("PPPP")
    #expect(robot.state.layout.name == "mine")
    #expect(robot.state.screenLayout.panes.map(\.pane) == [.keys, .latency])
    robot.press(.character("4"))
    #expect(robot.state.screenLayout.panes.map(\.pane) == [.members])
  }
}
