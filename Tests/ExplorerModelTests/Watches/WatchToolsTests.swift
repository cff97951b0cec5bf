import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Tools of the watches pane")
struct WatchToolsTests {
  private func watching() -> Robot {
    var robot = Robot(["/a/x"])
    robot.press(.character("3"), .character("w"))
    robot.type("/")
    robot.press(.enter)
    return robot
  }

  private func keys(_ robot: Robot) -> [String] {
    let shown = robot.state.watches.shown
    return (0..<shown.count).compactMap { index in
      guard case .event(let event) = shown[newest: index].content else { return nil }
      return String(decoding: event.key.bytes, as: UTF8.self)
    }
  }

  private func filter(_ robot: inout Robot, _ text: String) {
    robot.press(.character("e"), .control("u"))
    robot.type(text)
    robot.press(.enter)
  }

  @Test("Events are filtered by kind, key and value, before and behind the filter's setting")
  func filters() {
    var robot = watching()
    robot.put("/a/x", "one")
    robot.put("/b", "two")
    robot.delete("/b")
    filter(&robot, "put")
    #expect(keys(robot) == ["/b", "/a/x"])
    filter(&robot, "new")
    #expect(keys(robot) == ["/b"])
    filter(&robot, "!del key:/b")
    #expect(keys(robot) == ["/b"])
    robot.put("/b", "three")
    #expect(keys(robot) == ["/b", "/b"])
    filter(&robot, "value:" + "tw")
    #expect(keys(robot) == ["/b"])
    filter(&robot, "")
    #expect(keys(robot) == ["/b", "/b", "/b", "/a/x"])
    robot.put("/c d", "a b\u{7}")
    filter(&robot, #"key:c\x20 value:\x07"#)
    #expect(keys(robot) == ["/c d"])
  }

  @Test("Of an event that comes all of the value is looked at, not its beginning only")
  func wholeValue() {
    var robot = watching()
    filter(&robot, "value:needle")
    robot.put("/a/x", String(repeating: "x", count: 5000) + "needle")
    robot.put("/a/x", "hay")
    #expect(keys(robot) == ["/a/x"])
  }

  @Test("A replay closes the watch and opens it at the revision")
  func replay() {
    var robot = watching()
    let old = robot.state.watches.entries[0].id
    robot.press(.character(">"))
    robot.type("3")
    robot.press(.enter)
    #expect(robot.watches[old] == nil)
    #expect(robot.watches[robot.state.watches.entries[0].id]?.from == 3)
  }

  @Test("v shows what an event changed, its value, and the value before")
  func event() {
    var robot = watching()
    robot.put("/a/x", "one")
    let revision = robot.server.revision
    let key = Key("/a/x")
    let point = ValuePoint(key: key, revision: revision)
    robot.press(.character("g"), .character("v"))
    #expect(
      robot.state.value.subject == .comparison(ValueComparison(from: nil, to: point)))
    robot.press(.character("v"))
    #expect(robot.state.value.subject == .value(at: revision))
    robot.press(.character("v"))
    #expect(robot.state.value.subject == .value(at: revision - 1))
  }

  @Test("Hot prefixes are counted from one watch of their own, which ends with the list")
  func hot() {
    var robot = watching()
    let before = robot.watches.count
    robot.press(.character("%"), .control("u"))
    robot.type("/")
    #expect(robot.watches.count == before, "nothing is opened before it was agreed to")
    robot.press(.enter)
    guard let id = robot.state.hotPrefixes?.id else {
      Issue.record("nothing is counted")
      return
    }
    for number in 0..<5 { robot.put("/a/b/\(number)") }
    robot.put("/c/d")
    robot.pass(.seconds(1))
    guard case .list(let list) = robot.state.overlay else {
      Issue.record("no list is open")
      return
    }
    let prefixes = list.rows.map { row in
      if case .bytes(let bytes) = row.cells[1].content {
        String(decoding: bytes, as: UTF8.self)
      } else {
        ""
      }
    }
    #expect(prefixes == ["/a/b/", "/c/d"])
    #expect(list.rows[0].cells[0].content == .number(5))
    robot.press(.escape)
    #expect(robot.watches[id] == nil && robot.state.hotPrefixes == nil)
  }

  @Test("Prefixes are bounded: what comes after is counted together")
  func bounded() {
    var hot = HotPrefixes(target: [], id: WatchID(1), delimiter: .slash, since: .now)
    let events = (0..<3000).map { number in
      Event(
        kind: .put, keyValue: KeyValue(key: Key("/p\(number)/x"), value: [1], modRevision: 1))
    }
    hot.take([.events(events, revision: 1)])
    #expect(hot.prefixes.count == HotPrefixes.limit)
    #expect(hot.others == 3000 - HotPrefixes.limit)
    #expect(hot.events == 3000)
  }

  @Test(
    "What may be a Secret has no value in its row: wherever its kind stands, and in base64",
    arguments: [
      "k8s\0\n\u{c}\n\u{2}v1\u{12}\u{6}Secret\u{12}\u{9}hunter2",
      #"{"kind":"Secret","data":"hunter2"}"#,
      #"{"data":"\#(String(repeating: "hunter2", count: 99))","kind":"Secret"}"#,
      "data:\n  a: hunter2\nkind: 'Secret'\n",
      // {"kind":"Secret"}, moved by one space and by two; and what is compressed.
      "eyJraW5kIjoiU2VjcmV0In0=", "IHsia2luZCI6IlNlY3JldCJ9", "ICB7ImtpbmQiOiJTZWNyZXQifQ==",
      "H4sIAAAAAAAC", "x\u{1}hunter2",
    ])
  func secret(value: String) {
    var robot = watching()
    robot.put("/a/x", value)
    guard case .event(let event) = robot.state.watches.shown[newest: 0].content else {
      Issue.record("the newest row is no event")
      return
    }
    #expect(event.isMasked && event.preview.isEmpty)
    #expect(event.valueSize == value.utf8.count)
  }

  @Test("Events of the past are marked, and tell nothing about the rate")
  func replayed() {
    var robot = watching()
    for number in 1...4 { robot.put("/a/x", "\(number)") }
    robot.pass(.seconds(1))
    robot.press(.character(">"))
    robot.type("1")
    robot.press(.enter)
    let id = robot.state.watches.entries[0].id
    let now = robot.server.revision
    let past = (1...now).map { revision in
      Event(kind: .put, keyValue: KeyValue(key: Key("/a/x"), value: [1], modRevision: revision))
    }
    robot.send(.watch(id, [.gap(lost: 1...3), .events(past, revision: now)]))
    #expect(robot.state.watches.rows[newest: 0].isReplayed)
    #expect(robot.state.watches.entries[0].rate.perMinute == 4)
    #expect(robot.state.watches.entries[0].lostRevisions == 3)
    robot.put("/a/x", "now")
    #expect(!robot.state.watches.rows[newest: 0].isReplayed)
    #expect(robot.state.watches.entries[0].rate.perMinute == 5)
  }

  @Test("Export hands over what is shown, clear forgets it")
  func exportAndClear() {
    var robot = watching()
    robot.put("/a/x")
    robot.put("/a/y")
    filter(&robot, "y")
    robot.press(.character("x"))
    guard case .exportEvents(let rows, let name)? = robot.takeEffects().last else {
      Issue.record("nothing was exported")
      return
    }
    #expect(rows.count(where: { if case .event = $0.content { true } else { false } }) == 1)
    #expect(name == "events@\(robot.server.revision).ndjson")
    robot.press(.character("c"))
    #expect(robot.state.watches.shown.isEmpty && robot.state.watches.rows.isEmpty)
  }
}
