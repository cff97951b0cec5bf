import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Watches")
struct WatchesPaneTests {
  private func key(_ content: WatchRow.Content?) -> String? {
    guard case .event(let event) = content else { return nil }
    return String(decoding: event.key.bytes, as: UTF8.self)
  }

  private func watching(_ keys: [String] = ["/app/a", "/app/b", "x"]) -> Robot {
    var robot = Robot(keys)
    robot.press(.character("w"))
    return robot
  }

  @Test("w watches the selected prefix, once")
  func add() {
    var robot = watching()
    #expect(robot.state.watches.entries.map(\.target) == [Array("/app/".utf8)])
    #expect(robot.state.watches.entries.first?.phase == .live(.test))
    robot.press(.character("w"))
    #expect(robot.state.watches.entries.count == 1)
    robot.press(.down, .character("w"))
    #expect(robot.state.watches.entries.map(\.isPrefix) == [true, false])
    #expect(robot.state.watches.entries.map(\.number) == [1, 2])
  }

  @Test("A watch on the whole keyspace is not opened by an empty line")
  func emptyPrefix() {
    var robot = Robot(["a"])
    robot.press(.character("3"), .character("w"), .enter)
    #expect(robot.state.watches.entries.isEmpty)
    #expect(robot.state.message?.severity == .warning)
  }

  @Test("Events come newest first")
  func newestFirst() {
    var robot = watching()
    robot.put("/app/a", "1")
    robot.put("/app/b", "2")
    #expect(key(robot.state.watches.rows[newest: 0].content) == "/app/b")
    #expect(key(robot.state.watches.rows[newest: 1].content) == "/app/a")
    #expect(robot.state.watches.rows.count == 3)
  }

  @Test("A broken and resumed stream is shown as rows")
  func reconnect() {
    var robot = watching()
    let id = robot.state.watches.entries[0].id
    robot.send(.watch(id, [.disconnected(reason: "reset", endpoint: .test)]))
    #expect(robot.state.watches.entries[0].phase == .disconnected(reason: "reset"))
    robot.send(.watch(id, [.gap(lost: 5...9), .resumed(from: 10, endpoint: .test)]))
    #expect(robot.state.watches.entries[0].phase == .live(.test))
    #expect(robot.state.watches.rows[newest: 0].content == .resumed(from: 10, endpoint: .test))
    #expect(robot.state.watches.rows[newest: 1].content == .gap(lost: 5...9))
  }

  @Test("While paused, events wait; then all of them are shown")
  func pause() {
    var robot = watching()
    robot.press(.character(" "))
    robot.put("/app/a")
    robot.put("/app/b")
    #expect(robot.state.watches.rows.count == 1)
    #expect(robot.state.watches.held.count == 2)
    robot.press(.character(" "))
    #expect(robot.state.watches.rows.count == 3)
    #expect(key(robot.state.watches.rows[newest: 0].content) == "/app/b")
    #expect(robot.state.watches.held.isEmpty)
  }

  @Test("Rows are bounded and what fell out is counted, also while paused")
  func bounded() {
    var robot = watching()
    let id = robot.state.watches.entries[0].id
    let event = Event(
      kind: .put, keyValue: KeyValue(key: Key("/app/a"), value: Array(repeating: 65, count: 5000)))
    let many = WatchUpdate.events(Array(repeating: event, count: 12_500), revision: 50)
    robot.send(.watch(id, [many]))
    #expect(robot.state.watches.rows.count == WatchesPane.rowLimit)
    #expect(robot.state.watches.rows.dropped == 2501)
    robot.press(.character(" "))
    robot.send(.watch(id, [many]))
    robot.press(.character(" "))
    #expect(robot.state.watches.rows.count == WatchesPane.rowLimit)
    #expect(robot.state.watches.rows.dropped == 2501 + 2500 + 10_000)
    guard case .event(let kept) = robot.state.watches.rows[newest: 0].content else {
      Issue.record("the newest row is no event")
      return
    }
    #expect(kept.preview.count == 160)
    #expect(kept.valueSize == 5000)
  }

  @Test("A selected row stays selected while newer ones arrive")
  func selection() {
    var robot = watching()
    robot.put("/app/a")
    robot.put("/app/b")
    robot.press(.character("3"), .down)
    #expect(key(robot.state.watches.selected?.content) == "/app/a")
    robot.put("/app/b")
    #expect(key(robot.state.watches.selected?.content) == "/app/a")
    robot.press(.character("g"))
    robot.put("/app/a")
    #expect(robot.state.watches.cursor.selected == 0)
  }

  @Test("d drops the chosen watch and keeps the rows")
  func drop() {
    var robot = watching()
    robot.put("/app/a")
    let id = robot.state.watches.entries[0].id
    #expect(robot.watches[id] != nil)
    robot.press(.character("3"), .character("d"))
    #expect(robot.state.watches.entries.isEmpty)
    #expect(robot.watches[id] == nil)
    #expect(robot.state.watches.rows.count == 2)
    robot.press(.character("d"))
    #expect(robot.state.message?.text == "No watch is open.")
  }

  @Test("A watch that ended is opened again where it stopped")
  func reopen() {
    var robot = watching()
    robot.put("/app/a")
    let entry = robot.state.watches.entries[0]
    robot.send(.watch(entry.id, [.ended(EtcdError(code: .cancelled, message: "cancelled"))]))
    robot.press(.character("3"), .character("r"))
    let reopened = robot.state.watches.entries[0]
    #expect(reopened.id != entry.id)
    #expect(robot.watches[reopened.id]?.from == entry.revision + 1)
  }

  @Test("Each watch knows its events of the last minute")
  func rate() {
    var robot = watching()
    robot.put("/app/a")
    robot.put("/app/a")
    robot.pass(.seconds(1))
    robot.put("/app/a")
    #expect(robot.state.watches.entries[0].rate.perSecond == [2])
    #expect(robot.state.watches.entries[0].rate.perMinute == 3)
    robot.pass(.seconds(60))
    #expect(robot.state.watches.entries[0].rate.perSecond.count == 60)
    #expect(robot.state.watches.entries[0].rate.perMinute == 1)
  }
}
