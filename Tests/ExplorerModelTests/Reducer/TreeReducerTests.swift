import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Browsing the keys")
struct TreeReducerTests {
  static let keys = [
    "/app/config/web", "/app/config/api", "/app/lock", "/registry/pods/default/a",
    "/registry/pods/default/b", "/registry/pods/kube-system/c", "readme",
  ]

  @Test("The root shows the first segments with their leading delimiter, in key order")
  func root() {
    let robot = Robot(Self.keys)
    #expect(robot.rows == ["> /app/ 3 *", "> /registry/ 3", "- readme"])
  }

  @Test("Enter expands a prefix, and collapses it again")
  func expand() {
    var robot = Robot(Self.keys)
    robot.press(.enter)
    #expect(
      robot.rows == ["v /app/ 3 *", "  > config/ 2", "  - lock", "> /registry/ 3", "- readme"])
    robot.press(.enter)
    #expect(robot.rows == ["> /app/ 3 *", "> /registry/ 3", "- readme"])
  }

  @Test("Right descends and left climbs back")
  func descend() {
    var robot = Robot(Self.keys)
    robot.press(.right, .right, .right, .right)
    #expect(
      robot.rows == [
        "v /app/ 3", "  v config/ 2", "    - api *", "    - web", "  - lock", "> /registry/ 3",
        "- readme",
      ])
    robot.press(.left)
    #expect(robot.rows[1] == "  v config/ 2 *")
    robot.press(.left)
    #expect(robot.rows[1] == "  > config/ 2 *")
    robot.press(.left)
    #expect(robot.rows[0] == "v /app/ 3 *")
  }

  @Test("Collapsing a prefix from outside brings the selection to its row")
  func collapseAround() {
    var robot = Robot(Self.keys)
    robot.press(.right, .right, .right, .right, .character("g"), .enter)
    #expect(robot.rows == ["> /app/ 3 *", "> /registry/ 3", "- readme"])
  }

  @Test("Enter on a key loads and shows its value")
  func openKey() {
    var robot = Robot(Self.keys)
    robot.put("readme", "hello\nworld")
    robot.press(.character("G"), .enter)
    #expect(robot.state.value.phase == .loaded)
    #expect(robot.state.value.document?.lines.map(\.text) == ["hello", "world"])
    #expect(robot.state.tree.rows(2..<3).first?.isOpen == true)
  }

  @Test("A key written elsewhere appears, and the selection stays on its key")
  func liveInsert() {
    var robot = Robot(Self.keys)
    robot.press(.right, .down, .down)
    #expect(robot.rows[2] == "  - lock *")
    robot.put("/app/alpha")
    #expect(
      robot.rows == [
        "v /app/ 4", "  - alpha", "  > config/ 2", "  - lock *", "> /registry/ 3", "- readme",
      ])
    robot.delete("/app/alpha")
    #expect(robot.rows[2] == "  - lock *")
  }

  @Test("When the selected key is deleted, the selection goes to the nearest row")
  func deleteSelected() {
    var robot = Robot(Self.keys)
    robot.press(.right, .down, .down)
    robot.delete("/app/lock")
    #expect(robot.rows == ["v /app/ 2", "  > config/ 2 *", "> /registry/ 3", "- readme"])
  }

  @Test("A prefix disappears with its last key")
  func deleteBranch() {
    var robot = Robot(Self.keys)
    robot.press(.right, .down, .right, .down)
    robot.delete("/app/config/api")
    robot.delete("/app/config/web")
    #expect(robot.rows == ["v /app/ 1", "  - lock *", "> /registry/ 3", "- readme"])
    robot.put("/app/config/new")
    #expect(
      robot.rows == ["v /app/ 2", "  > config/ 1", "  - lock *", "> /registry/ 3", "- readme"])
  }

  @Test("The filter narrows what is loaded, and Esc brings everything back")
  func filter() {
    var robot = Robot(Self.keys)
    robot.press(.right)
    robot.press(.character("/"))
    robot.type("loc")
    #expect(robot.rows == ["v /app/ 3 *", "  - lock"])
    #expect(robot.state.tree.summary.matches == 1)
    robot.press(.enter)
    #expect(robot.state.overlay == nil)
    robot.press(.escape)
    #expect(robot.rows.count == 5)
  }

  @Test("The filter finds a text across the border of two segments")
  func filterAcross() {
    var robot = Robot(Self.keys)
    robot.press(.right)
    robot.press(.character("/"))
    robot.type("p/lo")
    #expect(robot.rows == ["v /app/ 3 *", "  - lock"])
  }

  @Test("Names are compared elsewhere: until answers come nothing matches yet, and that is said")
  func filterElsewhere() {
    var robot = Robot(Self.keys)
    robot.press(.right, .character("/"))
    robot.isHeld = true
    robot.type("lo")
    #expect(robot.rows.isEmpty)
    #expect(robot.state.tree.summary.unmatched > 0)
    robot.answerAll()
    robot.isHeld = false
    #expect(robot.rows == ["v /app/ 3 *", "  - lock"])
    #expect(robot.state.tree.summary.unmatched == 0)
    robot.put("/app/log")
    robot.put("/app/other")
    robot.delete("/app/lock")
    #expect(robot.rows == ["v /app/ 4 *", "  - log"])
  }

  @Test("The filter keeps the selection where it can, and Esc comes back to it")
  func filterSelection() {
    var robot = Robot(Self.keys)
    robot.press(.right, .down, .down)
    #expect(robot.rows.contains("  - lock *"))
    robot.press(.character("/"))
    robot.type("re")
    #expect(robot.rows == ["> /registry/ 3 *", "- readme"])
    robot.press(.down)
    #expect(robot.rows == ["> /registry/ 3", "- readme *"])
    robot.press(.escape)
    #expect(robot.rows.contains("- readme *"))
    robot.press(.up, .up, .character("/"))
    robot.type("re")
    robot.press(.escape)
    #expect(robot.rows.contains("  - lock *"))
  }

  @Test("A jump goes to the best match, or to the one chosen instead")
  func jump() {
    var robot = Robot(Self.keys)
    robot.expandAll()
    robot.press(.character("f"))
    robot.type("ac")
    #expect(robot.rows.filter { $0.hasSuffix("*") } == ["  v config/ 2 *"])
    robot.press(.down, .enter)
    #expect(robot.state.tree.selectedPath == Array("/app/config/api".utf8))
    #expect(robot.state.tree.filter.isEmpty)
  }

  @Test("Esc in the filter's prompt forgets what was typed")
  func cancelFilter() {
    var robot = Robot(Self.keys)
    robot.press(.character("/"))
    robot.type("zzz")
    #expect(robot.rows.isEmpty)
    robot.press(.escape)
    #expect(robot.rows.count == 3)
  }

  @Test("A refused branch says so, and can be tried again")
  func noAccess() {
    var robot = Robot(Self.keys)
    robot.isHeld = true
    robot.press(.enter)
    guard case .list(let id, _) = robot.takeWaiting().first else {
      Issue.record("no listing was asked for")
      return
    }
    robot.send(.requestFailed(id, EtcdError(code: .permissionDenied, message: "denied")))
    #expect(robot.rows == ["v /app/ 3 *", "  (no access)", "> /registry/ 3", "- readme"])
    robot.isHeld = false
    robot.press(.down, .enter)
    #expect(robot.rows.count == 5)
  }

  @Test("What failed without a cluster is tried again when a member answers")
  func recovery() {
    var robot = Robot(MemoryServer(Self.keys))
    robot.isHeld = true
    robot.press(.character("r"))
    let ids = robot.takeWaiting().compactMap { effect -> RequestID? in
      if case .list(let id, _) = effect { id } else { nil }
    }
    let error = EtcdError(code: .unavailable, message: "no endpoint can be reached")
    for id in ids { robot.send(.requestFailed(id, error)) }
    #expect(robot.rows.last == "(failed: no endpoint can be reached)")
    robot.isHeld = false
    robot.send(
      .cluster(
        ClusterSnapshot(
          takenAt: robot.state.now, members: [MemberSnapshot(endpoint: .test, verdict: .healthy)])))
    #expect(robot.rows == ["> /app/ 3 *", "> /registry/ 3", "- readme"])
  }

  @Test("Esc stops a level that is loading")
  func cancel() {
    var robot = Robot(Self.keys)
    robot.isHeld = true
    robot.press(.enter)
    #expect(robot.rows[1] == "  (loading)")
    let asked = robot.takeWaiting()
    robot.press(.escape)
    guard case .list(let id, _) = asked.first else {
      Issue.record("no listing was asked for")
      return
    }
    #expect(robot.takeWaiting() == [.cancel(id)])
    #expect(robot.rows[1] == "  (more)")
    robot.send(.listed(id, RangeAnswer(keys: [Key("/app/x")], count: 1, revision: 9)))
    #expect(robot.rows[1] == "  (more)")
  }

  @Test("A long level loads page by page as the selection reaches its end")
  func pages() {
    let keys = (0..<3000).map { "k" + String($0 + 10_000) }
    var robot = Robot(keys)
    var loaded = robot.state.tree.rowCount - 1
    #expect(loaded < 1000)
    while loaded < 3000 {
      #expect(robot.rows.last == "(more)")
      #expect(robot.state.tree.summary.incompleteLevels == 1)
      robot.change { $0.tree.choose(row: loaded - 1) }
      robot.press(KeyPress(.down))
      #expect(robot.rows[loaded] == "- \(keys[loaded]) *")
      let rows = robot.state.tree.rowCount
      loaded = rows == 3000 ? 3000 : rows - 1
    }
    #expect(robot.state.tree.summary.incompleteLevels == 0)
    #expect(robot.state.tree.summary.entriesWalked <= 6000)
  }
  @Test("Going to the last row reads a level to its end, until Esc or another row")
  func readsOn() {
    let keys = (0..<3000).map { "k" + String($0 + 10_000) }
    var robot = Robot(keys)
    robot.press(.character("G"))
    #expect(robot.rows.last == "- k12999 *")
    #expect(robot.state.tree.rowCount == 3000)
    #expect(robot.state.tree.summary.entriesWalked <= 6000)

    for stop in [KeyPress(.escape), .character("k")] {
      robot = Robot(keys)
      robot.isHeld = true
      robot.press(.character("G"))
      robot.answerOne()
      #expect(robot.rows.last == "(loading) *")
      robot.press(stop)
      robot.isHeld = false
      robot.answerAll()
      #expect(robot.rows.last?.hasPrefix("(more)") == true)
      #expect(robot.state.tree.rowCount < 1500)
    }
  }
}
