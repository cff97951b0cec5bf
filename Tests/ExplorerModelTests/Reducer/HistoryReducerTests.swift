import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Histories and comparisons")
struct HistoryReducerTests {
  /// The history of `k` is open, with versions at revisions 3, 5 and a delete at 7.
  private func opened() -> Robot {
    var robot = Robot(["k"])
    robot.press(.character("H"))
    guard case .readHistory(let id, let key)? = robot.takeEffects().last else { return robot }
    var history = KeyHistory(key: key)
    history.began(nil, at: 9)
    for (revision, version) in [(3, 1), (5, 2), (7, 0)] {
      let pair = KeyValue(
        key: key, value: [], createRevision: version == 0 ? 0 : 3,
        modRevision: Revision(revision), version: Int64(version))
      let event = Event(kind: version == 0 ? .delete : .put, keyValue: pair)
      history.take(.events([event], revision: pair.modRevision)) { _, _ in nil }
    }
    robot.send(.history(id, history, isDone: true))
    return robot
  }

  private func list(_ robot: Robot) -> ListOverlay? {
    if case .list(let list) = robot.state.overlay { list } else { nil }
  }

  @Test("Versions are listed as they come, the newest selected")
  func list() {
    let robot = opened()
    #expect(list(robot)?.rows.map(\.id) == [3, 5, 7])
    #expect(list(robot)?.selected?.id == 7)
  }

  @Test("Enter shows a version, which stays what it is when the key changes")
  func show() {
    var robot = opened()
    robot.press(.up, .enter)
    #expect(robot.state.overlay == nil)
    #expect(robot.state.value.subject == .value(at: 5))
    robot.put("k", "later")
    robot.pass(.seconds(2))
    #expect(robot.state.value.newerRevision == nil)
  }

  @Test("= compares with the version before, or with the marked one, the older first")
  func compare() {
    var robot = opened()
    robot.press(.up, .character("="))
    let key = Key("k")
    #expect(
      robot.state.value.subject
        == .comparison(
          ValueComparison(
            from: nil, to: ValuePoint(key: key, revision: 5))))
    var marked = opened()
    marked.press(.character("m"), .up, .up, .character("="))
    #expect(
      marked.state.value.subject
        == .comparison(
          ValueComparison(
            from: ValuePoint(key: key, revision: 3), to: ValuePoint(key: key, revision: 7))))
  }

  @Test("Esc ends a reading that is not done")
  func cancel() {
    var robot = Robot(["k"])
    robot.press(.character("H"))
    guard case .readHistory(let id, _)? = robot.takeEffects().last else {
      Issue.record("no history was asked for")
      return
    }
    robot.press(.escape)
    #expect(robot.takeEffects() == [.cancel(id)])
    #expect(robot.state.overlay == nil)
  }

  @Test("= on a key compares it with its version before; the answer fills the pane")
  func compareKey() {
    var robot = Robot(["k"])
    robot.press(.character("="))
    guard case .compareValues(let id, let comparison, nil)? = robot.takeEffects().last else {
      Issue.record("nothing was compared")
      return
    }
    #expect(comparison == ValueComparison(from: nil, to: ValuePoint(key: Key("k"))))
    let document = ValueDocument(
      format: .text, contents: "+1 -0 lines", lines: [ValueLine([ValueSpan("+ a", .added)])],
      size: 1, shownSize: 1)
    let pair = KeyValue(key: Key("k"), value: [97], modRevision: 8, version: 1)
    robot.send(.valuesCompared(id, document, from: nil, to: pair, revision: 9))
    #expect(robot.state.value.document == document)
    #expect(robot.state.value.compared == .init(from: nil, to: 8))
  }

  @Test("= on a branch asks for a revision, and lists what became of its keys")
  func comparePrefix() {
    var robot = Robot(["/a/x", "/a/y"])
    robot.press(.character("="))
    robot.type("12x")
    robot.press(.enter)
    #expect(robot.state.message?.text == "\"12x\" is no revision: type a number, or two.")
    robot.press(.character("="))
    robot.type("12")
    robot.press(.enter)
    guard case .comparePrefix(let id, let prefix, from: 12, to: nil)? = robot.takeEffects().last
    else {
      Issue.record("nothing was compared")
      return
    }
    #expect(prefix == robot.state.tree.selectedPath)
    let changes = [
      PrefixDiff.Change(kind: .added, key: Key("/a/x"), after: 20),
      PrefixDiff.Change(kind: .changed, key: Key("/a/y"), before: 5, after: 21),
    ]
    robot.send(
      .prefixCompared(
        id,
        PrefixDiffProgress(changes: [], to: 30, compared: 2, expected: 4, isDone: false)))
    #expect(list(robot)?.progress?.part == 0.5)
    robot.send(
      .prefixCompared(
        id, PrefixDiffProgress(changes: changes, to: 30, compared: 3, isDone: true)))
    #expect(list(robot)?.progress == nil)
    #expect(
      list(robot)?.notes.first?.first?.content
        == .text("1 added, 1 changed, 0 removed, 3 keys compared"))
    robot.press(.enter)
    #expect(
      robot.state.value.subject
        == .comparison(
          ValueComparison(
            from: ValuePoint(key: Key("/a/y"), revision: 12),
            to: ValuePoint(key: Key("/a/y"), revision: 30))))
  }
}
