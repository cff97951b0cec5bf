import Testing

@testable import ExplorerModel

@Suite("What is remembered of the screen")
struct LayoutMemoryTests {
  @Test("comes back as it was")
  func roundTrip() {
    var memory = LayoutMemory()
    memory.layout = "incident"
    memory.isMouseOff = true
    memory.adjustments["operate"] = LayoutAdjustment(
      hidden: [.value, .latency],
      shares: [
        SplitPlace(shape: .normal, page: 0, path: [0, 1]): [14, 12],
        SplitPlace(shape: .compact, page: 2, path: []): [9, 11],
      ])
    memory.adjustments["mine"] = LayoutAdjustment(
      shares: [SplitPlace(shape: .wide, page: 0, path: []): [50, 80, 70]])
    #expect(LayoutMemory(text: memory.text) == memory)
    #expect(LayoutMemory(text: LayoutMemory().text) == LayoutMemory())
  }

  @Test("what makes no sense is left out, and the rest is kept")
  func nonsense() {
    let memory = LayoutMemory(
      text: """
        layout watch
        layout
        hide operate kitchen
        hide operate value
        split operate normal 0 0.1 14 12
        split operate sideways 0 . 1 2
        split operate normal 0 0..1 1 2
        split operate normal 0 . 0 5
        split operate normal 0 . 99999999999999999999 5
        mouse sometimes
        \u{1B}[2J
        """)
    #expect(memory.layout == "watch" && !memory.isMouseOff)
    #expect(memory.adjustments["operate"]?.hidden == [.value])
    #expect(
      memory.adjustments["operate"]?.shares
        == [SplitPlace(shape: .normal, page: 0, path: [0, 1]): [14, 12]])
  }

  @Test("a screen without any pane is not what anybody left")
  func allHidden() {
    let text = Pane.allCases.map { "hide operate \($0.word)\n" }.joined()
    #expect(LayoutMemory(text: text).adjustments["operate"]?.hidden == [])
  }

  @Test("any bytes, and shares of another tree, still make a screen")
  func anyBytes() {
    var random = SeededGenerator(seed: 3)
    let words = [
      "layout", "hide", "split", "operate", "watch", "wall", "normal", "0", "1", "0.1", ".", "-1",
      "12", "keys", "value", "\n", "\n", " ", "mouse", "off", "\u{0}", "é",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        (words.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
      }.joined()
      var robot = Robot()
      robot.send(.layoutRestored(LayoutMemory(text: text)))
      robot.send(.resized(.init(columns: 120, rows: 40)))
      #expect(!robot.state.screenLayout.panes.isEmpty)
    }
    var robot = Robot()
    robot.send(
      .layoutRestored(LayoutMemory(text: "split operate normal 0 . 1 2 3\nlayout gone\n")))
    robot.send(.resized(.init(columns: 120, rows: 40)))
    #expect(robot.state.layout.name == "operate")
    #expect(robot.state.screenLayout.panes.count == 5)
  }
}
