import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("A protected cluster")
struct ProtectedTests {
  private func robot(protected: Bool) -> Robot {
    var options = ExplorerOptions(clusterName: "prod")
    options.isProtected = protected
    return Robot(["a"], options: options)
  }

  private func isChecking(_ robot: Robot) -> Bool {
    robot.effects.contains { if case .checkHashes = $0 { true } else { false } }
  }

  @Test("What makes its servers read much is asked for by the cluster's name")
  func asks() {
    var robot = robot(protected: true)
    robot.press(.character("4"), .character("K"))
    #expect(!isChecking(robot))
    robot.type("other")
    robot.press(.enter)
    #expect(!isChecking(robot))
    #expect(robot.state.message?.text == "Not done: that is not the cluster's name.")
    robot.press(.character("K"))
    robot.type("prod")
    robot.press(.enter)
    #expect(isChecking(robot))
  }

  @Test("Elsewhere nothing is asked, and what costs little is never asked about")
  func unasked() {
    var open = robot(protected: false)
    open.press(.character("4"), .character("K"))
    #expect(isChecking(open))
    var robot = robot(protected: true)
    robot.press(.character("w"))
    #expect(!robot.state.watches.entries.isEmpty)
  }

  @Test("It is asked from the palette, too, and then goes on where it would have")
  func palette() {
    var robot = robot(protected: true)
    robot.press(.character(":"))
    robot.type("hot prefixes")
    robot.press(.enter)
    robot.type("prod")
    robot.press(.enter)
    guard case .prompt(let prompt) = robot.state.overlay else {
      Issue.record("nothing is asked for")
      return
    }
    #expect(prompt.purpose == .hotPrefixes)
  }
}
