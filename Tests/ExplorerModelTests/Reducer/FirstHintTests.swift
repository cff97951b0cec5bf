import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("First hints")
struct FirstHintTests {
  private func robot(_ hints: Set<FirstHint>) -> Robot {
    var options = ExplorerOptions()
    options.unseenHints = hints
    return Robot(["a"], options: options)
  }

  @Test("Each is said once, the first at the start, the others when their pane is focused")
  func once() {
    var robot = robot(Set(FirstHint.allCases))
    #expect(robot.state.message?.text.contains("New here? ? shows") == true)
    #expect(robot.effects.contains(.savePreference(.seenHint(.welcome))))
    robot.press(.down)
    #expect(robot.state.message?.text.contains("New here?") == true, "it stays to be read")
    robot.press(.character("3"))
    #expect(robot.state.message?.text.contains("w watches a prefix") == true)
    robot.press(.character("1"), .character("3"))
    robot.pass(.seconds(30))
    #expect(robot.state.message == nil)
    #expect(robot.effects.count { $0 == .savePreference(.seenHint(.watches)) } == 1)
  }

  @Test("Whoever has seen them all sees none")
  func seen() {
    #expect(robot([]).state.message == nil)
  }

  @Test("What happens in the cluster goes before them")
  func incident() {
    var robot = robot([.welcome])
    func tell(_ change: TimelineChange) {
      robot.send(.timeline([TimelineEntry(number: 1, at: robot.state.now, change: change)]))
    }
    tell(.connectionUp(.calls))
    #expect(robot.state.message != nil, "every start connects")
    tell(.leaderLost(former: nil, term: 3))
    #expect(robot.state.message == nil)
  }

  @Test("They name the user's own keys, and are not said where there is none")
  func keys() {
    let (registry, _) = ActionRegistry.standard.binding([
      KeyBinding(action: "help", keys: ["F9"]), KeyBinding(action: "balancer.menu", keys: []),
    ])
    #expect(FirstHint.welcome.words(registry)?.contains("F9 shows") == true)
    #expect(FirstHint.latency.words(registry) == nil)
    for hint in FirstHint.allCases {
      #expect(hint.words(.standard)?.contains("{") == false, "\(hint)")
    }
  }
}
