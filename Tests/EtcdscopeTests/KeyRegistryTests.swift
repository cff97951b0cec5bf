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
    let registry = try settings(#""pane.zoom": "F6""#).keyRegistry()
    let zoom = try #require(registry.actions.first { $0.id == "pane.zoom" })
    #expect(zoom.keys == [KeyPress(.function(6))])
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
