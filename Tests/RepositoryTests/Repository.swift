import Foundation

/// The checkout that these tests were built from, read as text.
struct Repository {
  let root: URL

  init(file: String = #filePath) {
    root = URL(fileURLWithPath: file)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Files below `folder` whose names end in `suffix`, as paths from the root.
  func files(in folder: String, suffix: String) -> [String] {
    let base = root.appendingPathComponent(folder)
    guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walker.compactMap { $0 as? String }
      .filter { $0.hasSuffix(suffix) }
      .map { folder + "/" + $0 }
      .sorted()
  }

  /// The modules that the Swift files of one target's folder import.
  func imports(in folder: String) throws -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for path in files(in: folder, suffix: ".swift") {
      for line in try text(path).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword < words.count - 1,
          words[..<keyword].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
        else { continue }
        let kinds: Set<Substring> = ["struct", "class", "enum", "func", "var", "protocol"]
        let name = words[(keyword + 1)...].first { !kinds.contains($0) } ?? ""
        found[path, default: []].insert(String(name.split(separator: ".").first ?? ""))
      }
    }
    return found
  }

  private var accessLevels: Set<Substring> {
    ["public", "package", "internal", "fileprivate", "private"]
  }
}

/// The targets and their dependencies, read from the manifest's text.
struct Manifest {
  var dependencies: [String: Set<String>] = [:]
  var tests: Set<String> = []

  /// Understands the forms that the manifest uses: `part("X", […])`, `tests("X", […])` and
  /// `.target(name: "X", dependencies: […])` with its siblings.
  init(text: String) throws {
    let declaration =
      #/(?<kind>part|tests|\.target|\.executableTarget|\.systemLibrary)\(\s*(?:name:\s*)?"(?<name>[\w-]+)"(?:,\s*(?:dependencies:\s*)?\[(?<list>[^\]]*)\])?/#
    for match in text.matches(of: declaration) {
      let name = String(match.output.name)
      let quoted = (match.output.list ?? "").matches(of: #/"([\w-]+)"/#)
      dependencies[name] = Set(quoted.map { String($0.output.1) })
      if match.output.kind == "tests" { tests.insert(name) }
    }
  }
}
