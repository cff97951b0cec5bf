import Testing

/// Dependencies point one way. This table is the drawing of `Sources/README.md`: a target may
/// depend on what stands beside it and on nothing else.
private let allowed: [String: Set<String>] = [
  "EtcdModel": [],
  "RPCCore": [],
  "TerminalModel": [],
  "ExplorerModel": ["EtcdModel", "TerminalModel"],
  "Themes": ["TerminalModel"],
  "ExplorerUI": ["EtcdModel", "ExplorerModel", "TerminalModel", "Themes"],
  "EtcdAPI": ["EtcdModel", "CEtcdAPI"],
  "EtcdClient": ["EtcdModel", "EtcdAPI", "RPCCore"],
  "MemberStatus": ["EtcdModel", "EtcdAPI", "EtcdClient"],
  "GRPCTransport": ["RPCCore", "CAbseil", "CGRPC", "COpenSSL"],
  "ValueFormats": ["EtcdModel", "CZlib"],
  "Configuration": ["EtcdModel", "TerminalModel", "Themes"],
  "Platform": ["CPlatform"],
  "Digest": ["CDigest"],
  "Terminal": ["TerminalModel", "CTerminal"],
  "LocalCluster": ["Platform"],
  "ProgramShell": [
    "Configuration", "EtcdAPI", "EtcdClient", "EtcdModel", "ExplorerModel", "GRPCTransport",
    "MemberStatus", "Platform", "RPCCore",
  ],
  "Scenarios": [
    "EtcdModel", "EtcdAPI", "EtcdClient", "GRPCTransport", "Platform", "LocalCluster",
    "ProgramShell",
  ],
]

/// Targets without C, Foundation or input and output.
private let pure = ["EtcdModel", "RPCCore", "TerminalModel", "ExplorerModel", "ExplorerUI"]

/// The only targets that may hold unsafe pointers and `@unchecked Sendable`.
private let facingC = [
  "Digest", "EtcdAPI", "GRPCTransport", "Platform", "Terminal", "ValueFormats",
]

@Suite("Layering")
struct LayeringTests {
  let repository = Repository()

  @Test("the manifest declares no dependency that points the wrong way")
  func manifestFollowsTheDrawing() throws {
    let manifest = try Manifest(text: repository.text("Package.swift"))
    for (target, permitted) in allowed {
      let declared = try #require(manifest.dependencies[target], "no target \(target)")
      #expect(declared.subtracting(permitted).isEmpty, "\(target) depends on too much")
    }
    let executables: Set = ["etcdscope", "etcdscope-bench", "TestSupport", "TerminalProbe"]
    for (target, declared) in manifest.dependencies where !manifest.tests.contains(target) {
      #expect(
        declared.isDisjoint(with: executables), "\(target) depends on an executable or on tests")
      let known =
        allowed[target] != nil || executables.contains(target) || target.hasPrefix("C")
      #expect(known, "\(target) is missing in the table of this test")
    }
  }

  @Test("every import of a module of this package is a declared dependency, and the reverse")
  func importsMatchTheManifest() throws {
    let manifest = try Manifest(text: repository.text("Package.swift"))
    let modules = Set(manifest.dependencies.keys)
    for target in allowed.keys {
      let folder = target == "Themes" ? "Themes" : "Sources/" + target
      let imports = try repository.imports(in: folder)
      #expect(!imports.isEmpty || allowed[target] == [], "\(target) imports nothing")
      let declared = manifest.dependencies[target] ?? []
      for (file, names) in imports {
        let undeclared = names.intersection(modules).subtracting(declared)
        #expect(undeclared.isEmpty, "\(file) imports what its target does not declare")
      }
      let unused = declared.subtracting(imports.values.reduce(into: Set()) { $0.formUnion($1) })
      #expect(unused.isEmpty, "\(target) declares what it never imports")
    }
  }

  @Test("tests declare what they import, or a changed module would leave them stale")
  func testsDeclareTheirImports() throws {
    let manifest = try Manifest(text: repository.text("Package.swift"))
    let modules = Set(manifest.dependencies.keys)
    for target in manifest.tests {
      for (file, names) in try repository.imports(in: "Tests/" + target) {
        let undeclared = names.intersection(modules).subtracting(
          manifest.dependencies[target] ?? [])
        #expect(undeclared.isEmpty, "\(file)")
      }
    }
  }

  @Test("pure targets import neither C, nor Foundation, nor the C library")
  func pureTargetsArePure() throws {
    for target in pure {
      for (file, names) in try repository.imports(in: "Sources/" + target) {
        let foreign = names.intersection([
          "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Dispatch", "CTerminal",
        ])
        #expect(foreign.isEmpty, "\(file)")
      }
    }
  }

  @Test("the shipped program never imports the whole of Foundation")
  func noFoundation() throws {
    for (file, names) in try repository.imports(in: "Sources") {
      #expect(!names.contains("Foundation"), "\(file): it costs 5 ms and 12 MB at start")
    }
  }

  @Test("unsafe code stays in the targets that face C")
  func unsafeCodeStaysBelow() throws {
    for file in repository.files(in: "Sources", suffix: ".swift") {
      let target = file.split(separator: "/")[1]
      if facingC.contains(String(target)) { continue }
      let text = try repository.text(file)
      for word in ["@unchecked Sendable", "UnsafeMutable", "UnsafeRaw", "nonisolated(unsafe)"] {
        #expect(!text.contains(word), "\(file) uses \(word)")
      }
    }
  }
}
