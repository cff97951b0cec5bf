import Configuration
import ExplorerModel
import Foundation
import Testing

/// The README's tables are made from what the program itself uses.
@Suite("README")
struct ReadmeTests {
  let repository = Repository()

  @Test(
    "its generated parts are current",
    arguments: [
      ("keys", ActionRegistry.standard.markdownKeyTable()), ("options", HelpText.markdownTable()),
    ])
  func generated(name: String, text: String) throws {
    let readme = try repository.text("README.md")
    let between = readme.components(separatedBy: "<!-- /\(name) -->").first?
      .components(separatedBy: "<!-- \(name) -->\n").last
    if between == text { return }
    // The fix is one copy away: the text as it should be lies in the temporary folder.
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("README-\(name).md")
    try text.write(to: path, atomically: true, encoding: .utf8)
    Issue.record("the part \(name) of README.md is stale: replace it by \(path.path)")
  }

  @Test("every file and folder that the guide names is there")
  func guideIsTrue() throws {
    let guide = try repository.text("Sources/README.md")
    let named = guide.matches(of: #/`([A-Za-z]+\/[A-Za-z\/+.]+)`/#).map { String($0.output.1) }
    #expect(!named.isEmpty)
    for path in named {
      let places = ["", "Sources/"].map { repository.root.appendingPathComponent($0 + path).path }
      #expect(places.contains(where: FileManager.default.fileExists), "\(path) is not there")
    }
  }
}
