import Configuration
import ExplorerModel
import ProgramShell
import TerminalModel
import Testing

@testable import etcdscope

@Suite("Keys from the configuration file")
struct KeyRegistryTests {
  private func settings(_ keys: String) throws -> Settings {
    let invocation = try Invocation.read(arguments: ["keys"], environment: [:]) {
      _ throws(FileError) in
      try ConfigurationFile("{\n  keys: { \(keys) } }".utf8, path: "my.json5", isPrivate: true)
    }
    guard case .run(let settings) = invocation else { throw UsageError("not a run") }
    return settings
  }

  @Test("bind actions")
  func bind() throws {
    let registry = try settings(#""pane.zoom": "F12""#).keyRegistry()
    let zoom = try #require(registry.actions.first { $0.id == "pane.zoom" })
    #expect(zoom.keys == [KeyPress(.function(12))])
  }

  @Test(
    "a mistake names its file, line and key",
    arguments: [
      (#""pane.zoom": "T""#, #"my.json5:2: keys."pane.zoom": T would mean pane.zoom and"#),
      (#"zoom: "Z""#, "my.json5:2: keys.zoom: there is no action zoom"),
    ])
  func mistakes(keys: String, words: String) throws {
    let settings = try settings(keys)
    let failure = #expect(throws: Failure.self) { try settings.keyRegistry() }
    #expect(failure?.description.hasPrefix(words) == true, "\(failure?.description ?? "")")
  }
}

@Suite("Layouts from the configuration file")
struct LayoutSettingTests {
  private func settings(_ layouts: String, _ arguments: [String] = []) throws -> Settings {
    let invocation = try Invocation.read(arguments: arguments, environment: [:]) {
      _ throws(FileError) in
      try ConfigurationFile(
        "{\n  layouts: { \(layouts) } }".utf8, path: "my.json5", isPrivate: true)
    }
    guard case .run(let settings) = invocation else { throw UsageError("not a run") }
    return settings
  }

  @Test("come after those of the program")
  func own() throws {
    let layouts = try settings("mine: { rows: ['latency', 'keys'] }").allLayouts()
    #expect(layouts.map(\.name) == ["operate", "watch", "incident", "wall", "mine"])
  }

  @Test(
    "a mistake names its file, line and key",
    arguments: [
      ("a: 'kitchen'", "my.json5:2: layouts.a: there is no pane \"kitchen\""),
      ("a: { rows: ['keys', 'keys'] }", "my.json5:2: layouts.a.rows[1]: keys is in this layout"),
      ("wall: 'keys'", "my.json5:2: layouts.wall: wall is a layout already"),
    ])
  func mistakes(text: String, words: String) throws {
    let settings = try settings(text)
    let failure = #expect(throws: Failure.self) { try settings.allLayouts() }
    #expect(failure?.description.hasPrefix(words) == true, "\(failure?.description ?? "")")
  }

  @Test("what is asked for goes before what is remembered, and must be there")
  func memory() throws {
    var remembered = LayoutMemory(text: "layout watch\nmouse off\nhide watch keys\n")
    let asked = try settings("", ["--layout", "wall", "--mouse"])
    let memory = try asked.layoutMemory(remembered, of: asked.allLayouts())
    remembered.layout = "wall"
    remembered.isMouseOff = false
    #expect(memory == remembered)
    let plain = try settings("")
    #expect(try plain.layoutMemory(remembered, of: plain.allLayouts()) == remembered)
    let gone = try settings("", ["--layout", "mine"])
    #expect(throws: Failure.self) { try gone.layoutMemory(remembered, of: gone.allLayouts()) }
  }
}
