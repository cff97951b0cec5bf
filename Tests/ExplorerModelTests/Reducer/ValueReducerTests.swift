import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The open key")
struct ValueReducerTests {
  private func opened(_ value: String = "one") -> Robot {
    var robot = Robot(["k", "other"])
    robot.put("k", value)
    robot.press(.enter)
    return robot
  }

  @Test("A change elsewhere is noticed at once and read within a second")
  func live() {
    var robot = opened()
    robot.put("k", "two")
    #expect(robot.state.value.newerRevision == robot.server.revision)
    #expect(robot.state.value.document?.lines.first?.text == "one")
    robot.pass(.seconds(1))
    #expect(robot.state.value.document?.lines.first?.text == "two")
    #expect(robot.state.value.newerRevision == nil)
  }

  @Test("A large value that changed is not read by itself, but says that it is old")
  func large() {
    var robot = opened(String(repeating: "x", count: 100_000))
    robot.put("k", "two")
    robot.pass(.seconds(5))
    #expect(robot.state.value.newerRevision == robot.server.revision)
    robot.press(.character("2"), .character("r"))
    #expect(robot.state.value.document?.lines.first?.text == "two")
  }

  @Test("A deleted key says so")
  func deleted() {
    var robot = opened()
    robot.delete("k")
    robot.pass(.seconds(1))
    #expect(robot.state.value.phase == .absent)
    #expect(robot.state.value.document == nil)
  }

  @Test("A failed reload keeps the old value beside the reason")
  func failure() {
    var robot = opened()
    robot.isHeld = true
    robot.press(.character("2"), .character("r"))
    guard case .loadValue(let id, _, _) = robot.takeWaiting().first else {
      Issue.record("the value was not asked for")
      return
    }
    let error = EtcdError(code: .unavailable, message: "no endpoint can be reached")
    robot.send(.requestFailed(id, error))
    #expect(robot.state.value.phase == .failed(error))
    #expect(robot.state.value.keyValue != nil)
    #expect(robot.state.value.loadedAt != nil)
  }

  @Test("An answer that comes after another key was opened is ignored")
  func late() {
    var robot = opened()
    robot.isHeld = true
    robot.press(.enter)
    guard case .loadValue(let id, _, _) = robot.takeWaiting().first else {
      Issue.record("the value was not asked for")
      return
    }
    robot.isHeld = false
    robot.press(.down, .enter)
    robot.send(.valueLoaded(id, KeyValue(key: Key("k"), value: []), revision: 99))
    #expect(robot.state.value.key == Key("other"))
    #expect(robot.state.value.keyValue?.key == Key("other"))
  }

  @Test("v goes through the formats and back to detection")
  func formats() {
    var robot = opened()
    var seen: [ValueFormat?] = []
    for _ in 0...ValueFormat.allCases.count {
      seen.append(robot.state.value.document?.requested)
      robot.press(.character("v"))
    }
    #expect(seen == [nil] + ValueFormat.allCases)
    #expect(robot.state.value.requestedFormat == nil)
  }

  @Test("A long value scrolls to its last line and no further")
  func scroll() {
    var robot = opened((0..<100).map(String.init).joined(separator: "\n"))
    robot.send(.panesLaidOut(PaneSizes([.value: Size(columns: 40, rows: 10)])))
    robot.press(.character("2"), .character("G"))
    #expect(robot.state.value.top == 90)
    robot.press(.up, KeyPress(.pageUp))
    #expect(robot.state.value.top == 80)
    robot.press(.character("g"), .up)
    #expect(robot.state.value.top == 0)
  }

  @Test("Zoomed, opening a key brings its value to the front")
  func zoomed() {
    var robot = Robot(["k"])
    robot.press(.character("z"), .enter)
    #expect(robot.state.focus == .value)
    #expect(robot.state.isZoomed)
  }
}
