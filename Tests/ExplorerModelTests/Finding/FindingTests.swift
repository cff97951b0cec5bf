import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Finding keys on the server")
struct FindingTests {
  /// The level of `/app/` has more names than one page.
  static let keys =
    (1000..<2000).map { "/app/\($0)" } + ["/app/config/web", "/app/config/api", "/app/cow"]

  private var prompt: (Robot) -> String? {
    { robot in
      guard case .prompt(let prompt) = robot.state.overlay else { return nil }
      return prompt.text
    }
  }

  private func asking(_ text: String) -> Robot {
    var robot = Robot(Self.keys)
    robot.press(.character("o"), .control("u"))
    robot.type(text)
    robot.press(.tab)
    return robot
  }

  @Test("Tab completes from what the server has, loaded or not, and tells the choices")
  func completion() {
    var robot = asking("/app/c")
    #expect(prompt(robot) == "/app/co")
    #expect(robot.state.message?.text == "2 follow: onfig/  ow")
    robot.type("n")
    robot.press(.tab)
    #expect(prompt(robot) == "/app/config/")
    robot.press(.tab)
    #expect(robot.state.message?.text == "2 follow: api  web")
    robot.type("w")
    robot.press(.tab, .enter)
    #expect(robot.state.value.key == Key("/app/config/web"))
  }

  @Test("Where more follows than is read, nothing is completed, and that is said")
  func incompleteCompletion() {
    let robot = asking("/app/1")
    #expect(prompt(robot) == "/app/1")
    #expect(robot.state.message?.text.contains(" follow: ") == true)
    #expect(asking("/none").state.message?.text == "Nothing begins so.")
    #expect(robot.server.requests <= 1 + LevelListing.requestsPerPage)
  }

  @Test("Bytes that no key types are typed, completed and gone to as they are shown")
  func bytes() {
    let key = Key(Array("/b/".utf8) + [0xFF, 0x5C])
    var robot = Robot(MemoryServer([key, Key("/b/a")]))
    robot.press(.character("o"), .control("u"))
    robot.type(#"/b/\xff"#)
    robot.press(.tab)
    #expect(prompt(robot) == #"/b/\xff\\"#)
    robot.press(.enter)
    #expect(robot.state.value.key == key)
  }

  @Test("A whole path takes the place of the one that stands there; other text goes on from it")
  func wholePath() {
    var robot = Robot(Self.keys)
    robot.press(.character("o"))
    #expect(prompt(robot) == "/app/")
    robot.type("c")
    #expect(prompt(robot) == "/app/c")
    robot.press(.escape, .character("o"))
    robot.type("/app/cow")
    #expect(prompt(robot) == "/app/cow")
    robot.press(.escape, .character("o"))
    robot.send(.paste("/app/config/web"))
    #expect(prompt(robot) == "/app/config/web")
  }

  @Test("Where there is no such key, that is said, and the cursor goes to where it would be")
  func absentKey() {
    var robot = Robot(Self.keys)
    robot.isHeld = true
    robot.press(.character("o"), .control("u"))
    robot.type("/app/config/b")
    robot.press(.enter)
    robot.isHeld = false
    robot.answerAll()
    #expect(
      robot.state.message?.text == "There is no key /app/config/b; this is where it would be.")
    #expect(robot.state.tree.selectedPath == Array("/app/config/web".utf8))
  }

  @Test("An answer to a text that was typed on meanwhile changes nothing")
  func lateCompletion() {
    var robot = Robot(Self.keys)
    robot.press(.character("o"), .control("u"))
    robot.type("/app/c")
    robot.isHeld = true
    robot.press(.tab)
    robot.type("o")
    robot.isHeld = false
    robot.answerAll()
    #expect(prompt(robot) == "/app/co")
    #expect(robot.state.message == nil)
  }

  @Test("A search goes through the selected prefix; Esc stops it and keeps what it found")
  func search() throws {
    var robot = Robot(Self.keys)
    robot.press(.control("f"))
    robot.type("15")
    robot.press(.enter)
    guard case .search(let id, let search)? = robot.takeEffects().last else {
      Issue.record("nothing was searched")
      return
    }
    #expect(search.prefix == Array("/app/".utf8))
    var progress = KeySearch.Progress()
    progress.found = [Key("/app/1015")]
    progress.compared = 200
    robot.send(.searched(id, progress))
    robot.press(.escape)
    #expect(robot.takeEffects() == [.cancel(id)])
    guard case .list(let list) = robot.state.overlay else {
      Issue.record("the list is gone")
      return
    }
    #expect(list.rows.count == 1)
    robot.press(.enter)
    #expect(robot.state.value.key == Key("/app/1015"))
  }
}
