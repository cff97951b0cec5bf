import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The tree at an older revision")
struct TravelTests {
  private func robot() -> Robot {
    var robot = Robot(["/a/x", "/a/y", "/b"])
    robot.expandAll()
    robot.press(.character("g"), .down, .down)
    return robot
  }

  private func revisionsAsked(_ effects: [Effect]) -> Set<Revision?> {
    Set(
      effects.compactMap { effect -> Revision?? in
        switch effect {
        case .list(_, let request): .some(request.revision)
        case .loadValue(_, _, let revision): .some(revision)
        default: nil
        }
      })
  }

  @Test("Every row is read at that revision, and what happens now does not reach it")
  func past() {
    var robot = robot()
    let now = robot.server.revision
    #expect(!robot.watches.isEmpty)
    let rows = robot.rows
    robot.isHeld = true
    robot.press(.character("["))
    #expect(robot.state.pastRevision == now - 1)
    #expect(robot.rows == ["(loading) *"])
    robot.isHeld = false
    robot.answerAll()
    #expect(robot.watches.isEmpty)
    #expect(robot.rows == rows, "branches and selection are as they were")
    robot.put("/a/new")
    robot.pass(.seconds(5))
    #expect(robot.rows == rows)
  }

  @Test("The requests of every level, and of the value, name the revision")
  func pinned() {
    var robot = robot()
    robot.press(.enter)
    let now = robot.server.revision
    robot.isHeld = true
    robot.press(.character("["))
    var asked: Set<Revision?> = []
    for _ in 0..<5 {
      let effects = robot.takeWaiting()
      asked.formUnion(revisionsAsked(effects))
      for case .list(let id, let request) in effects {
        robot.send(.listed(id, robot.server.answer(request)))
      }
    }
    #expect(asked == [now - 1])
    #expect(robot.state.value.subject == .value(at: now - 1))
  }

  @Test("] leads back to now, live; a compacted revision is an error, not another revision")
  func back() {
    var robot = robot()
    robot.press(.character("["), .character("]"))
    #expect(robot.state.pastRevision == nil)
    #expect(!robot.watches.isEmpty)

    robot.isHeld = true
    robot.press(.character("["))
    guard case .list(let id, _) = robot.takeWaiting().last else {
      Issue.record("nothing was asked for")
      return
    }
    robot.send(.requestFailed(id, EtcdError(code: .compacted, message: "compacted")))
    #expect(robot.takeWaiting().isEmpty)
    #expect(robot.rows.first?.hasPrefix("(failed") == true)
  }

  @Test("The slider goes from the compact revision, once that is known, to now")
  func slider() {
    var robot = robot()
    for number in 0..<200 { robot.put("/b", "\(number)") }
    robot.pass(.seconds(1))
    robot.press(.character("r"))
    let now = robot.server.revision
    robot.press(.character("\\"))
    guard case .findCompactRevision(let id, _) = robot.takeEffects().last else {
      Issue.record("the compact revision was not asked for")
      return
    }
    robot.send(.compactRevisionFound(id, 50))
    robot.press(.character("g"), .enter)
    #expect(robot.state.pastRevision == 50)
    robot.press(.character("["))
    #expect(robot.state.pastRevision == 50)
    #expect(robot.state.message?.text.contains("compacted") == true)
    robot.press(.character("\\"), .left, .enter)
    #expect(robot.state.pastRevision == 50)
    robot.press(.character("\\"), .right, .up, .enter)
    #expect(robot.state.pastRevision == 50 + (now - 50) / 100 - 1)
    robot.press(.character("\\"))
    robot.type("123")
    robot.press(.enter)
    #expect(robot.state.pastRevision == 123)
    robot.press(.character("\\"))
    robot.type("1x")
    robot.press(.left)
    robot.type("60")
    robot.press(.enter)
    #expect(robot.state.pastRevision == 60, "moving begins a number anew")
    robot.press(.character("\\"), .character("G"), .enter)
    #expect(robot.state.pastRevision == nil)
  }
}
