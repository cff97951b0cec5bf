import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Keys of one's own")
struct KeyBindingsTests {
  private let standard = ActionRegistry.standard

  @Test("every key of the registry is read back from its name")
  func names() {
    for action in standard.actions {
      for key in action.keys { #expect(KeyPress(name: key.name) == key, "\(key.name)") }
    }
  }

  @Test(
    "names as people write them",
    arguments: [
      ("ctrl+D", KeyPress.control("d")), ("Alt-Left", KeyPress(.left, .alt)),
      ("shift+tab", KeyPress(.backTab)), ("pageup", KeyPress(.pageUp)), ("-", .character("-")),
      ("Ctrl-+", .control("+")), ("f12", KeyPress(.function(12))), ("f", .character("f")),
    ])
  func spellings(name: String, key: KeyPress) {
    #expect(KeyPress(name: name) == key)
  }

  @Test("what is no key is none", arguments: ["", "Ctrl-", "F13", "xx", "\u{1B}", "\u{7F}", " "])
  func noKeys(name: String) {
    #expect(KeyPress(name: name) == nil)
  }

  @Test("a binding replaces an action's keys, and none removes them")
  func replaces() {
    let (registry, problems) = standard.binding([
      KeyBinding(action: "pane.zoom", keys: ["Ctrl-G"]), KeyBinding(action: "theme.pick", keys: []),
    ])
    #expect(problems == [])
    #expect(registry.keys("pane.zoom") == [.control("g")])
    #expect(registry.keys("theme.pick") == [])
  }

  @Test("two actions may exchange their keys")
  func exchange() {
    let (registry, problems) = standard.binding([
      KeyBinding(action: "pane.zoom", keys: ["T"]), KeyBinding(action: "theme.pick", keys: ["z"]),
    ])
    #expect(problems == [])
    #expect(registry.keys("theme.pick") == [.character("z")])
  }

  @Test("a clash is told, and the action keeps the keys that it had")
  func clash() {
    let (registry, problems) = standard.binding([KeyBinding(action: "pane.zoom", keys: ["T"])])
    #expect(problems.map(\.description) == ["T would mean pane.zoom and theme.pick at once"])
    #expect(registry.keys("pane.zoom") == standard.keys("pane.zoom"))
  }

  @Test(
    "what can't be bound is told in words",
    arguments: [
      ("no.such", "x", "there is no action no.such"), ("pane.zoom", "Hyper-X", "is no key"),
      ("pane.zoom", "Ctrl-S", "belongs to terminals"), ("prompt.accept", "x", "is typed there"),
    ])
  func problems(action: String, key: String, words: String) {
    let (_, problems) = standard.binding([KeyBinding(action: action, keys: [key])])
    #expect(problems.count == 1)
    #expect(problems.first?.description.contains(words) == true)
  }

  @Test("no key means two things in one place")
  func standardKeys() {
    for action in standard.actions {
      let clash = standard.clash(of: action.id)
      #expect(clash == nil, "\(action.id): \(clash.map { "\($0.key.name) \($0.other)" } ?? "")")
    }
  }

  @Test("the explorer obeys them")
  func explorer() {
    let (registry, _) = standard.binding([KeyBinding(action: "pane.zoom", keys: ["F9"])])
    var state = ExplorerState(options: ExplorerOptions(), registry: registry, now: .now)
    _ = reduce(&state, .key(.character("z")))
    #expect(!state.isZoomed)
    _ = reduce(&state, .key(KeyPress(.function(9))))
    #expect(state.isZoomed)
  }
}

extension ActionRegistry {
  fileprivate func keys(_ id: String) -> [KeyPress] {
    actions.first { $0.id == id }?.keys ?? []
  }
}
