import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The wall")
struct WallTests {
  private func wall() -> Robot {
    var robot = Robot(["/a"])
    robot.send(.resized(Size(columns: 120, rows: 40)))
    robot.type("PPP")
    return robot
  }

  private func snapshot(_ verdict: Verdict, _ now: ContinuousClock.Instant) -> ClusterSnapshot {
    ClusterSnapshot(
      takenAt: now, members: [MemberSnapshot(endpoint: .test, name: "a", verdict: verdict)])
  }

  @Test("turns its pages by itself, for weeks, and every cell of it moves")
  func turns() {
    var robot = wall()
    robot.send(.cluster(snapshot(.healthy, robot.state.now)))
    var pages: [Wall.Page: Int] = [:]
    var shifts: Set<WallShift> = []
    var orders: Set<Int> = []
    // Three weeks, a look each 7 minutes.
    for _ in 0..<(21 * 24 * 60 / 7) {
      robot.pass(.seconds(7 * 60 + 5))
      pages[robot.state.wallPage ?? .watches, default: 0] += 1
      shifts.insert(
        WallShift(step: Int((robot.state.now - robot.state.wall.since) / .seconds(180))))
      orders.insert(robot.state.wallOrder % 6)
      #expect(robot.state.screenLayout.board != nil)
    }
    #expect(Set(pages.keys) == [.members, .latency, .heat])
    #expect(pages.values.allSatisfy { $0 > 1000 })
    #expect(shifts.count == 6 && orders.count == 6)
    #expect(robot.state.writes.perSecond.count <= WriteRate.window)
  }

  @Test("each step of the shift is next to the one before")
  func shift() {
    for step in 0..<12 {
      let (one, two) = (WallShift(step: step), WallShift(step: step + 1))
      #expect(abs(one.columns - two.columns) + abs(one.rows - two.rows) == 1)
    }
  }

  @Test("in trouble it shows nothing but members and latency")
  func trouble() {
    var robot = wall()
    robot.send(.cluster(snapshot(.unreachable, robot.state.now)))
    for _ in 0..<20 {
      robot.pass(.seconds(15))
      #expect([.members, .latency].contains(robot.state.wallPage))
    }
  }

  @Test("a pane that is asked for stays for a while after the last key")
  func held() {
    var robot = wall()
    #expect(robot.state.wallPage == .members && !robot.state.isFocused(.members))
    robot.press(.character("1"))
    #expect(robot.state.wallPage == nil && robot.state.isFocused(.keys))
    #expect(robot.state.screenLayout.panes.map(\.pane) == [.keys])
    robot.pass(.seconds(60))
    robot.press(.down)
    robot.pass(.seconds(60))
    #expect(robot.state.wallPage == nil)
    robot.pass(.seconds(40))
    #expect(robot.state.wallPage != nil)
  }

  @Test("z gives a pane all of it; panes of a wall are neither resized nor hidden")
  func zoom() {
    var robot = wall()
    robot.press(.character("Z"))
    #expect(robot.state.layoutAdjustment.isEmpty)
    robot.press(KeyPress(.right, .control))
    #expect(robot.state.message?.text.contains("wall") == true)
    robot.type("2z")
    #expect(robot.state.screenLayout.board == nil)
    #expect(robot.state.screenLayout.panes.map(\.pane) == [.value])
  }

  @Test("writes a second are counted by the revision, and unknown while nobody answers")
  func writes() {
    var rate = WriteRate()
    #expect(rate.current == nil)
    rate.note(100)
    rate.pass(seconds: 1)
    for revision in [140, 150, 200] as [Revision] {
      rate.note(revision)
      rate.pass(seconds: 1)
    }
    #expect(rate.perSecond == [nil, 40, 10, 50])
    #expect(rate.current == 100.0 / 3)
    rate.note(260)
    rate.pass(seconds: 2)
    #expect(rate.perSecond.suffix(2) == [30, 30])
    rate.note(nil)
    rate.pass(seconds: 1)
    rate.note(900)
    rate.pass(seconds: 1)
    #expect(rate.perSecond.suffix(2) == [nil, nil])
    rate.pass(seconds: 1_000_000)
    #expect(rate.perSecond.count == WriteRate.window)
  }
}
