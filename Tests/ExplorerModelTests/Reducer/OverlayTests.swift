import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Overlays, panes and leaving")
struct OverlayTests {
  @Test("Digits and Tab move the focus")
  func focus() {
    var robot = Robot()
    robot.press(.character("4"))
    #expect(robot.state.focus == .members)
    robot.press(.tab, .tab)
    #expect(robot.state.focus == .keys)
    robot.press(KeyPress(.backTab))
    #expect(robot.state.focus == .latency)
  }

  @Test("The theme picker previews; Esc goes back, Enter keeps and remembers")
  func themes() {
    var robot = Robot()
    robot.send(.themes(["terminal", "dark", "light"]))
    robot.press(.character("T"), .down)
    #expect(robot.state.theme == "dark")
    robot.press(.escape)
    #expect(robot.state.theme == "terminal")
    robot.press(.character("T"), .down, .down, .enter)
    #expect(robot.state.theme == "light")
    #expect(robot.takeEffects() == [.savePreference(.theme("light"))])
  }

  @Test("The fault menu injects the chosen fault into the chosen member")
  func faults() {
    var robot = Robot(options: ExplorerOptions(demoMembers: ["n1", "n2", "n3"]))
    robot.press(.character("F"), .right, .down, .enter)
    let command = FaultCommand(member: 1, name: "n2", action: .restart)
    #expect(robot.takeEffects() == [.injectFault(command)])
    #expect(robot.state.overlay == nil)
    robot.send(.faultFinished(command, failure: "it runs already"))
    #expect(robot.state.message?.text == "Restart: n2 failed: it runs already")
    #expect(robot.state.message?.severity == .error)
  }

  @Test("Outside the demo the fault menu says why it does not open")
  func noFaults() {
    var robot = Robot()
    robot.press(.character("F"))
    #expect(robot.state.overlay == nil)
    #expect(robot.state.message?.text.contains("etcdscope demo") == true)
  }

  @Test("q quits, but only closes what lies on top")
  func quit() {
    var robot = Robot()
    robot.press(.character("?"), .character("q"))
    #expect(robot.state.overlay == nil)
    #expect(robot.takeEffects().isEmpty)
    robot.press(.character("q"))
    #expect(robot.takeEffects() == [.quit])
  }

  @Test("Ctrl-C quits when it is pressed twice at once")
  func interrupt() {
    var robot = Robot()
    robot.press(.control("c"))
    robot.pass(.seconds(5))
    robot.press(.control("c"))
    #expect(robot.takeEffects().isEmpty)
    robot.pass(.seconds(1))
    robot.press(.control("c"))
    #expect(robot.takeEffects() == [.quit])
  }

  @Test("Suspend, resume and redraw are left to the terminal")
  func suspend() {
    var robot = Robot()
    robot.press(.control("z"))
    robot.send(.resumed)
    robot.press(.control("l"))
    #expect(robot.takeEffects() == [.suspend, .redraw, .redraw])
  }

  @Test("A paste into a prompt loses its line breaks and control characters")
  func paste() {
    var robot = Robot()
    robot.press(.character("3"), .character("w"))
    robot.send(.paste("/a\u{1B}pp/\nrm -rf /"))
    robot.press(.enter)
    #expect(robot.state.watches.entries.map(\.target) == [Array("/app/".utf8)])
  }

  @Test("A message goes away after a while")
  func messages() {
    var robot = Robot()
    robot.send(.notice(.info, "hello"))
    robot.pass(.seconds(3))
    #expect(robot.state.message?.text == "hello")
    robot.pass(.seconds(4))
    #expect(robot.state.message == nil)
  }
}
