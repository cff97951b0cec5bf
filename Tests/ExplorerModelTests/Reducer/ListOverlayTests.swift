import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Lists over the panes")
struct ListOverlayTests {
  private func row(_ id: Int, _ text: String = "row", group: String? = nil) -> ListOverlay.Row {
    ListOverlay.Row(id: id, [.init(text)], group: group)
  }

  private func list(_ rows: [ListOverlay.Row], groups: [String] = []) -> ListOverlay {
    var list = ListOverlay(
      .timeline, title: "List", columns: [.init("WHAT")], rows: rows, groups: groups, isLog: true)
    list.layOut(height: 4)
    return list
  }

  private func shown(_ list: ListOverlay) -> [Int] { list.shown.map { list.rows[$0].id } }

  @Test("A log begins at its newest row and follows it until the cursor leaves it")
  func following() {
    var list = list((1...6).map { row($0) })
    #expect(list.selected?.id == 6)
    list.append([row(7)])
    #expect(list.selected?.id == 7)
    #expect(list.cursor.top == 3)
    list.move(.rows(-1))
    list.append([row(8), row(9)])
    #expect(list.selected?.id == 6)
  }

  @Test("Rows beyond the limit push the oldest out, which are counted; the cursor keeps its row")
  func limit() {
    var list = list((1...ListOverlay.limit).map { row($0) })
    list.move(.rows(-10))
    let selected = list.selected?.id
    list.append((1...5).map { row(ListOverlay.limit + $0) })
    #expect(list.rows.count == ListOverlay.limit)
    #expect(list.lost == 5)
    #expect(list.rows.first?.id == 6)
    #expect(list.selected?.id == selected)
    list.countLost(2)
    #expect(list.lost == 7)
  }

  @Test("What is typed after / filters without regard to case; Esc shows all again, then closes")
  func filter() {
    var robot = Robot()
    robot.open(list([row(1, "Leader lost"), row(2, "term"), row(3, "leader moved")]))
    robot.press(.character("/"))
    robot.type("LEAD")
    #expect(robot.list.map(shown) == [1, 3])
    robot.press(.enter, .up)
    #expect(robot.list?.isTyping == false)
    #expect(robot.list?.selected?.id == 1)
    robot.press(.escape)
    #expect(robot.list.map(shown) == [1, 2, 3])
    #expect(robot.list?.selected?.id == 1)
    robot.press(.escape)
    #expect(robot.list == nil)
  }

  @Test("Keys that act in a list are text while the filter is typed")
  func typing() {
    var robot = Robot()
    robot.open(list([row(1, "xq/"), row(2)]))
    robot.press(.character("/"))
    robot.type("xq/")
    #expect(robot.list?.filter == "xq/")
    robot.press(KeyPress(.backspace), .control("u"))
    #expect(robot.list?.filter == "")
    robot.press(.escape)
    #expect(robot.list?.isTyping == false)
  }

  @Test("Left and right show one group of rows after the other")
  func groups() {
    var robot = Robot()
    let rows = [row(1, group: "a"), row(2, group: "b"), row(3, group: "a")]
    robot.open(list(rows, groups: ["a", "b"]))
    robot.press(.right)
    #expect(robot.list.map(shown) == [1, 3])
    robot.press(.right)
    #expect(robot.list.map(shown) == [2])
    robot.press(.right)
    #expect(robot.list.map(shown) == [1, 2, 3])
    robot.press(.left)
    #expect(robot.list?.group == "b")
  }

  @Test("Replaced rows keep the cursor on the row of the same id")
  func replacing() {
    var list = list((1...5).map { row($0) })
    list.move(.rows(-2))
    list.replaceRows([row(9), row(3, "changed"), row(4)])
    #expect(list.selected?.id == 3)
    list.replaceRows([])
    #expect(list.selected == nil)
  }

  @Test("The timeline's list takes what happens while it is open")
  func timeline() {
    var robot = Robot()
    robot.send(.timeline([.leaderLost(1)]))
    robot.press(.character("!"))
    robot.send(.timeline([.leaderLost(2)]))
    #expect(robot.list.map(shown) == [1, 2])
    #expect(robot.list?.selected?.id == 2)
  }
}

extension Robot {
  var list: ListOverlay? {
    if case .list(let list) = state.overlay { list } else { nil }
  }

  mutating func open(_ list: ListOverlay) { change { _ = $0.open(list) } }
}

extension TimelineEntry {
  static func leaderLost(_ number: Int) -> TimelineEntry {
    TimelineEntry(number: number, at: .now, change: .leaderLost(former: nil, term: 2))
  }
}
