import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The tree follows the cluster")
struct LiveTreeTests {
  /// A level that is too large for one page.
  private let many = (0..<2000).map { "/k/" + String($0 + 10_000) }

  /// A level that holds more than is followed as a whole.
  private let huge = (0..<21_000).map { "/k/" + String($0 + 10_000) }

  private func opened(_ keys: [String]) -> Robot {
    var robot = Robot(keys)
    robot.press(.enter)
    return robot
  }

  private func names(_ robot: Robot) -> [String] {
    robot.state.tree.rows(0..<robot.state.tree.rowCount).compactMap { row in
      row.content == .key ? String(decoding: row.name, as: UTF8.self) : nil
    }
  }

  @Test("A small keyspace is followed by one watch from the revision after the listing's")
  func oneWatch() {
    let robot = opened(["/a/x", "/a/y", "b"])
    #expect(robot.watches.count == 1)
    #expect(robot.watches.values.first?.range == .all)
    #expect(robot.watches.values.first?.from == robot.server.revision + 1)
    #expect(robot.state.tree.summary.isLive)
  }

  @Test("A prefix with keys is followed in a large keyspace")
  func prefixWatch() {
    let robot = opened(huge + ["/z/1"])
    #expect(robot.watches.values.map(\.range) == [.prefix(Array("/k/".utf8))])
  }

  @Test("What is written behind the loaded rows is there when they are loaded")
  func behindTheRows() {
    var robot = opened(many)
    let loaded = names(robot).count
    #expect(loaded < 2000)
    robot.put("/k/99999")
    robot.delete("/k/11990")
    #expect(names(robot).count == loaded)
    while robot.rows.contains(where: { $0.contains("(more)") }) { robot.press(.character("G")) }
    #expect(names(robot) == robot.server.names(under: "/k/"))
  }

  @Test("What is written while a page is read is neither lost nor brought back")
  func whileReading() throws {
    var robot = opened(many)
    robot.isHeld = true
    robot.press(.character("G"))
    var waiting = robot.takeWaiting()
    guard case .list(let id, let request) = waiting.removeFirst() else {
      Issue.record("no page was asked for")
      return
    }
    let answer = robot.server.answer(request)
    let deleted = try #require(answer.windows.lazy.compactMap(\.keys.first).first)
    robot.deliver([robot.server.delete(deleted), robot.server.put(Key("/k/99999"))])
    robot.isHeld = false
    robot.send(.listed(id, answer))
    while robot.rows.contains(where: { $0.contains("(more)") }) { robot.press(.character("G")) }
    #expect(names(robot) == robot.server.names(under: "/k/"))
  }

  @Test("Events that a page already holds are not applied to it again")
  func lateEvents() throws {
    var robot = opened(many)
    robot.isHeld = true
    robot.press(.character("G"))
    guard case .list(let id, let request) = robot.takeWaiting().first else {
      Issue.record("no page was asked for")
      return
    }
    let first = robot.server.answer(request).windows.lazy.compactMap(\.keys.first).first
    let key = try #require(first)
    let deletion = robot.server.delete(key)
    let creation = robot.server.put(key)
    let answer = robot.server.answer(request)
    let name = String(decoding: key.bytes.dropFirst(3), as: UTF8.self)
    robot.deliver([deletion])
    robot.send(.listed(id, answer))
    #expect(names(robot).contains(name))
    robot.deliver([creation])
    #expect(names(robot).contains(name))
  }

  @Test("Any mix of writes, expansions and pages ends with the rows of the cluster")
  func randomRuns() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      var robot = Robot((0..<30).map { "/a/\($0 % 4)/\($0)" } + ["/b/1", "c"])
      for _ in 0..<60 {
        let key =
          "/a/\(Int.random(in: 0..<5, using: &random))/\(Int.random(in: 0..<40, using: &random))"
        switch Int.random(in: 0..<6, using: &random) {
        case 0, 1: robot.put(key)
        case 2: if robot.server.values[Key(key)] != nil { robot.delete(key) }
        case 3: robot.press(.right)
        case 4: robot.press(.down)
        default: robot.press(.up)
        }
      }
      var fresh = Robot(robot.server)
      fresh.expandAll()
      robot.expandAll()
      #expect(robot.rows == fresh.rows)
    }
  }

  @Test("A storm of events ends the following, says so, and r reads again")
  func storm() {
    var robot = opened(huge)
    let events = (0..<2500).map { robot.server.put(Key("/k/new-\($0)")) }
    robot.deliver(events)
    #expect(robot.rows[1].contains("changes too fast to be followed; press r"))
    #expect(robot.watches.isEmpty)
    #expect(!robot.state.tree.summary.isLive)
    robot.press(.down, .character("r"))
    #expect(!robot.rows[1].contains("too fast"))
    #expect(robot.watches.count == 1)
  }

  @Test("After a gap in history the level is read again, and says why")
  func gap() throws {
    var robot = opened(["/a/x", "/a/y", "/a/z"])
    let id = try #require(robot.watches.keys.first)
    robot.server.delete(Key("/a/y"))
    robot.server.put(Key("/a/new"))
    robot.send(.watch(id, [.gap(lost: 2...9)]))
    #expect(names(robot) == ["new", "x", "z"])
    #expect(robot.rows.contains { $0.contains("compacted before they could be seen") })
  }

  @Test("A revision that is compacted while pages are read restarts the level and says so")
  func compaction() {
    var robot = Robot(many.map { String($0.dropFirst(3)) })
    robot.isHeld = true
    robot.press(.character("G"))
    guard case .list(let id, _) = robot.takeWaiting().first else {
      Issue.record("no page was asked for")
      return
    }
    robot.isHeld = false
    robot.send(.requestFailed(id, EtcdError(code: .compacted, message: "compacted")))
    #expect(robot.rows[0].contains("the revision that was being read has been compacted"))
    #expect(robot.rows[1] == "- 10000")
  }

  @Test("Reading again keeps the rows, the expansion and the selection")
  func reload() {
    var robot = opened(["/a/b/c", "/a/x", "z"])
    robot.press(.down, .enter, .down)
    #expect(
      robot.rows
        == ["v /a/ 2", "  v b/ 1", "    - c *", "  - x", "- z"])
    robot.press(.character("g"))
    robot.server.put(Key("/a/m"))
    robot.press(.down, .character("r"))
    #expect(robot.rows == ["v /a/ 2", "  v b/ 1 *", "    - c", "  - m", "  - x", "- z"])
  }

  @Test("A change is marked for a while")
  func marks() {
    var robot = opened(["/a/x", "/a/y"])
    robot.put("/a/y")
    #expect(robot.state.tree.rows(2..<3).first?.changedAt != nil)
    robot.pass(.seconds(4))
    #expect(robot.state.tree.rows(2..<3).first?.changedAt == nil)
  }
}
