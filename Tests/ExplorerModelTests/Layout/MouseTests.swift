import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The mouse")
struct MouseTests {
  private func robot() -> Robot {
    var robot = Robot(["/a/1", "/a/2", "/b", "/c"])
    robot.send(.resized(Size(columns: 120, rows: 40)))
    _ = robot.takeEffects()
    return robot
  }

  private func click(_ robot: inout Robot, _ target: ScreenTarget?) {
    robot.send(.mouse(MouseEvent(.press(.left), x: 0, y: 0), on: target))
    robot.send(.mouse(MouseEvent(.release(.left), x: 0, y: 0), on: target))
  }

  @Test("a click focuses a pane and selects the row, and opens nothing")
  func click() {
    var robot = robot()
    robot.send(.mouse(MouseEvent(.press(.left), x: 0, y: 0), on: .pane(.members)))
    #expect(robot.state.focus == .members)
    click(&robot, .row(.keys, 1))
    #expect(robot.state.focus == .keys && robot.state.tree.cursor.selected == 1)
    #expect(robot.state.value.key == nil)
  }

  @Test("two clicks on a row open it, two slow ones don't, and neither does a third")
  func doubleClick() {
    var robot = robot()
    click(&robot, .row(.keys, 1))
    robot.pass(.milliseconds(450))
    click(&robot, .row(.keys, 1))
    robot.pass(.milliseconds(450))
    #expect(robot.state.value.key == nil)
    click(&robot, .row(.keys, 2))
    robot.pass(.milliseconds(100))
    click(&robot, .row(.keys, 1))
    #expect(robot.state.value.key == nil)
    click(&robot, .row(.keys, 1))
    #expect(robot.state.value.key == Key("/b"))
    // On a branch: it opens, and the third press does not close it at once.
    robot.pass(.seconds(1))
    for _ in 0..<3 { click(&robot, .row(.keys, 0)) }
    #expect(robot.rows.contains("  - 1"))
  }

  @Test("the wheel scrolls what is under the pointer and leaves the focus alone")
  func wheel() {
    var robot = robot()
    robot.press(.character("4"))
    robot.send(.mouse(MouseEvent(.wheelDown, x: 0, y: 0), on: .row(.keys, 0)))
    #expect(robot.state.focus == .members && robot.state.tree.cursor.selected == 2)
    robot.send(.mouse(MouseEvent(.wheelUp, x: 0, y: 0), on: .pane(.keys)))
    #expect(robot.state.tree.cursor.selected == 0)
    robot.send(.mouse(MouseEvent(.wheelRight, x: 0, y: 0), on: .pane(.value)))
    robot.send(.mouse(MouseEvent(.wheelRight, x: 0, y: 0), on: .pane(.keys)))
    #expect(robot.state.value.left == 4)
    robot.send(.mouse(MouseEvent(.wheelLeft, x: 0, y: 0), on: .pane(.value)))
    #expect(robot.state.value.left == 0)
    robot.send(.mouse(MouseEvent(.wheelDown, x: 0, y: 0), on: nil))
    #expect(robot.state.tree.cursor.selected == 0)
  }

  @Test(
    "a divider follows the pointer, stops where a pane is as small as can be, and is remembered")
  func drag() throws {
    var robot = robot()
    let divider = try #require(robot.state.screenLayout.divider(of: .keys, .columns)?.divider)
    func send(_ kind: MouseEvent.Kind, _ x: Int) {
      robot.send(.mouse(MouseEvent(kind, x: x, y: 5), on: .divider(divider, .keys)))
    }
    let width = try #require(robot.state.screenLayout.rect(of: .keys)).width
    send(.press(.left), width)
    send(.drag(.left), width + 9)
    #expect(robot.state.screenLayout.rect(of: .keys)?.width == width + 9)
    #expect(robot.takeEffects().isEmpty)
    send(.drag(.left), -400)
    #expect(robot.state.screenLayout.rect(of: .keys)?.width == 30)
    send(.drag(.left), 0x1FFFFF)
    #expect(robot.state.screenLayout.rect(of: .value)?.width == 30)
    send(.release(.left), 3)
    #expect(robot.takeEffects() == [.savePreference(.layout(robot.state.layoutMemory))])
    send(.drag(.left), 60)
    #expect(robot.state.screenLayout.rect(of: .value)?.width == 30)
  }

  @Test("a press on a border alone changes nothing, and a resize or a key lets go of it")
  func letGo() throws {
    var robot = robot()
    let before = robot.state.screenLayout
    let divider = try #require(before.divider(of: .keys, .columns)?.divider)
    let target = ScreenTarget.divider(divider, .value)
    robot.send(.mouse(MouseEvent(.press(.left), x: 43, y: 5), on: target))
    #expect(robot.state.focus == .value)
    robot.send(.mouse(MouseEvent(.release(.left), x: 43, y: 5), on: target))
    #expect(robot.takeEffects().isEmpty)
    for event in [ExplorerEvent.resized(Size(columns: 120, rows: 40)), .key(.escape)] {
      robot.pass(.seconds(1))
      robot.send(.mouse(MouseEvent(.press(.left), x: 43, y: 5), on: target))
      robot.send(event)
      robot.send(.mouse(MouseEvent(.drag(.left), x: 60, y: 5), on: target))
      #expect(robot.state.screenLayout.panes == before.panes)
    }
  }

  @Test("a tab brings its pane, also a hidden one")
  func tab() {
    var robot = robot()
    robot.press(.character("Z"))
    click(&robot, .tab(.keys))
    #expect(robot.state.focus == .keys && robot.state.layoutAdjustment.hidden.isEmpty)
  }

  @Test("F8 leaves the mouse to the terminal, says so, and takes it back")
  func toggle() {
    var robot = robot()
    robot.press(KeyPress(.function(8)))
    #expect(robot.takeEffects().first == .setMouse(false))
    #expect(robot.state.message?.text.contains("selects text") == true)
    // A report that was under way.
    click(&robot, .pane(.members))
    #expect(robot.state.focus == .keys)
    robot.press(KeyPress(.function(8)))
    #expect(robot.takeEffects().first == .setMouse(true))
    click(&robot, .pane(.members))
    #expect(robot.state.focus == .members)
  }

  @Test("in a list it selects, and two clicks show what Enter shows")
  func list() {
    var robot = robot()
    robot.press(.character("1"), .character("b"), .character("'"))
    guard case .list? = robot.state.overlay else {
      Issue.record("no bookmarks")
      return
    }
    click(&robot, .overlayRow(0))
    #expect(robot.state.overlay != nil)
    click(&robot, .overlayRow(0))
    #expect(robot.state.overlay == nil)
  }

  @Test("no click, however often, breaks a member or asks members to read their keyspaces")
  func harmless() {
    var options = ExplorerOptions(demoMembers: ["m1"])
    options.profiles = ["production"]
    options.policies = [BalancerChoice(name: "pinned", summary: "")]
    for keys in ["F", "4K", ":", "5b", "p"] {
      var robot = Robot(MemoryServer(["/a"]), options: options)
      robot.send(.resized(Size(columns: 120, rows: 40)))
      robot.type(keys)
      let opened = robot.state.overlay
      #expect(opened != nil, "\(keys)")
      _ = robot.takeEffects()
      for row in [0, 0, 0, 2, 2, 2, 7, 7, 0, 0] { click(&robot, .overlayRow(row)) }
      #expect(robot.takeEffects().isEmpty, "\(keys)")
      #expect(robot.state.overlay != nil, "\(keys)")
    }
  }

  @Test("a paste is no key: it fills a line that is being typed, and else does nothing")
  func paste() {
    var robot = robot()
    robot.send(.paste("q\rF\rZ\u{3}\u{1B}[A"))
    #expect(robot.takeEffects().isEmpty && robot.state.overlay == nil)
    #expect(robot.state.layoutAdjustment.isEmpty)
    robot.press(.character("/"))
    robot.send(.paste("\u{1B}b\nq"))
    robot.press(.enter)
    #expect(robot.state.tree.filter == "b")
    #expect(robot.takeEffects().allSatisfy { $0 != .quit })
  }
}
