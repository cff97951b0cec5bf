import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The tree reads large levels by hints")
struct HintedTreeTests {
  private let keys =
    (0..<3000).map { "/registry/pods/ns-\($0 / 500)/pod-\($0 % 500 + 1000)" } + ["/registry/x"]

  private func sampled(_ robot: Robot) -> [RequestID] {
    robot.waitingEffects.compactMap { if case .sampleKeys(let id, _) = $0 { id } else { nil } }
  }

  @Test("Keys that were written lately are asked for first; the first level then costs little")
  func sample() throws {
    var robot = Robot(MemoryServer(keys.map { Key($0) }), isHeld: true)
    let id = try #require(sampled(robot).first)
    #expect(robot.rows == ["(loading) *"])
    _ = robot.takeWaiting()
    robot.isHeld = false
    robot.send(.keysSampled(id, [4, 700, 1600, 2999].map { Key(keys[$0]) }))
    #expect(robot.rows == ["> /registry/ *"])
    #expect(robot.state.tree.summary.entriesWalked <= 2)
  }

  @Test("Esc stops waiting for hints, and Enter reads without them")
  func cancel() throws {
    var robot = Robot(MemoryServer(keys.map { Key($0) }), isHeld: true)
    let id = try #require(sampled(robot).first)
    _ = robot.takeWaiting()
    robot.press(.escape)
    #expect(robot.takeWaiting() == [.cancel(id)])
    robot.send(.keysSampled(id, []))
    #expect(robot.rows == ["(more) *"])
    robot.isHeld = false
    robot.press(.enter)
    #expect(robot.rows.first?.hasPrefix("> /registry/") == true)
  }

  @Test("What was read once is read again for an entry a branch")
  func again() {
    var robot = Robot(keys)
    robot.press(.right, .right, .right)
    let before = robot.server.entriesWalked
    robot.press(.right, .character("r"))
    #expect(robot.rows.contains { $0.contains("ns-5/") })
    #expect(robot.server.entriesWalked - before <= 600)
  }

  @Test("Rows on the screen are counted when nothing is being read")
  func counting() throws {
    var robot = Robot(MemoryServer(keys.map { Key($0) }), isHeld: true)
    let id = try #require(sampled(robot).first)
    _ = robot.takeWaiting()
    robot.isHeld = false
    robot.send(.keysSampled(id, [4, 700, 1600, 2999].map { Key(keys[$0]) }))
    robot.press(.right)
    robot.pass(.seconds(1))
    robot.pass(.seconds(1))
    #expect(robot.rows.contains("  > pods/ 3000"))
  }
}
