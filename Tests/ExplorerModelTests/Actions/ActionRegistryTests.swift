import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("The action registry")
struct ActionRegistryTests {
  let registry = ActionRegistry.standard

  @Test("Ids are unique")
  func ids() {
    let ids = registry.actions.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test(
    "Keys that terminals and multiplexers need are left alone", arguments: ["a", "b", "s", "q"])
  func reserved(letter: String) {
    for scalar in letter.unicodeScalars {
      #expect(!registry.actions.contains { $0.keys.contains(.control(scalar)) })
    }
  }

  @Test("Every action has a key, a title and a sentence of help")
  func words() {
    for action in registry.actions {
      #expect(!action.keys.isEmpty, "\(action.id)")
      #expect(!action.title.isEmpty, "\(action.id)")
      #expect(action.help.hasSuffix("."), "\(action.id)")
    }
  }

  @Test("Arrows and F-keys reach every action, for keyboards that are not Latin")
  func withoutLetters() {
    for action in registry.actions {
      let hasKey = action.keys.contains { key in
        if case .character = key.code { false } else { true }
      }
      // F2 opens the palette, in which arrows choose; it knows no lists and menus.
      let isInPalette =
        switch action.scope {
        case .everywhere, .global, .pane: true
        case .overlay, .list, .prompt: false
        }
      #expect(hasKey || isInPalette, "\(action.id)")
    }
    #expect(
      registry.actions.first { $0.id == "palette.open" }?.keys.contains(KeyPress(.function(2)))
        == true)
  }

  @Test("While a line is typed, no printable key is an action")
  func prompt() {
    for action in registry.actions where action.scope == .prompt || action.scope == .everywhere {
      for key in action.keys {
        if case .character = key.code { #expect(key.modifiers == .control, "\(action.id)") }
      }
    }
  }

  @Test("The key table names every action once, under its place")
  func table() {
    let table = registry.markdownKeyTable()
    #expect(table.contains("### 1 Keys"))
    #expect(table.contains("| `Ctrl-C` | Cancel |"))
    #expect(table.contains("| `Tab` | Next pane | Focuses the next pane. |"))
    #expect(table.split(separator: "\n").count { $0.hasPrefix("| `") } == registry.actions.count)
  }

  @Test("Hints leave out what can't be done now")
  func hints() {
    var robot = Robot(["a"])
    #expect(registry.hints(robot.state).map(\.id).contains("tree.watch"))
    robot.press(.character("3"))
    #expect(!registry.hints(robot.state).map(\.id).contains("watch.drop"))
    robot.press(.character("?"))
    #expect(registry.hints(robot.state).map(\.id) == ["overlay.close"])
  }
}
