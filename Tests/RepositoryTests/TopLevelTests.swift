import Foundation
import Testing

@Suite("Top level")
struct TopLevelTests {
  let repository = Repository()

  @Test("holds nothing but the fixed entries and dotfiles")
  func fixedEntries() throws {
    let entries = try FileManager.default.contentsOfDirectory(atPath: repository.root.path)
      .filter { !$0.hasPrefix(".") }
    #expect(Set(entries) == ["Package.swift", "Sources", "Tests", "Themes", "README.md"])
  }

  @Test("CI runs the test command of the README, word for word")
  func testCommandAgrees() throws {
    let command = try #require(
      try repository.text("README.md").split(separator: "\n").last { $0.hasSuffix("swift test") },
      "the README has no line that ends in `swift test`")
    let script = try repository.text(".ci/run")
    #expect(script.split(separator: "\n").contains(command))
    #expect(command.contains("apt-get install"), "one line installs the packages and tests")
  }

  @Test("every warning is an error in every Swift target")
  func warningsAreErrors() throws {
    let manifest = try repository.text("Package.swift")
    let declarations = manifest.matches(of: #/\.(target|executableTarget|testTarget)\(/#).count
    let strict = manifest.matches(of: #/swiftSettings: strict/#).count
    let plainC = manifest.matches(of: #/\.target\(\s*name: "C\w+"/#).count
    #expect(strict == declarations - plainC)
    #expect(manifest.contains(".treatAllWarnings(as: .error)"))
  }
}
