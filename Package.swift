// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A Swift target of the product, every warning an error.
func part(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one target.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The gRPC core and what it stands on, each before what it uses, as `pkg-config --static --libs
/// grpc` lists them. Archives: to find and bind the 45 shared libraries costs 5 ms at each start.
let core: [LinkerSetting] =
  ["grpc", "address_sorting", "re2", "upb", "cares", "gpr"].map {
    .linkedLibrary(":lib\($0).a")
  }
let abseil: [LinkerSetting] = [
  "raw_hash_set", "hashtablez_sampler", "hash", "city", "low_level_hash",
  "random_distributions", "random_seed_sequences", "random_internal_pool_urbg",
  "random_internal_randen", "random_internal_randen_hwaes", "random_internal_randen_hwaes_impl",
  "random_internal_randen_slow", "random_internal_platform", "random_internal_seed_material",
  "random_seed_gen_exception", "statusor", "status", "cord", "cordz_info", "cord_internal",
  "cordz_functions", "exponential_biased", "cordz_handle", "bad_optional_access", "strerror",
  "str_format_internal", "synchronization", "graphcycles_internal", "stacktrace", "symbolize",
  "debugging_internal", "demangle_internal", "malloc_internal", "time", "civil_time", "strings",
  "strings_internal", "base", "spinlock_wait", "int128", "throw_delegate", "time_zone",
  "bad_variant_access", "raw_logging_internal", "log_severity",
].map { .linkedLibrary(":libabsl_\($0).a") }

let package = Package(
  name: "etcdscope",
  products: [
    .executable(name: "etcdscope", targets: ["etcdscope"]),
    .executable(name: "etcdscope-bench", targets: ["etcdscope-bench"]),
  ],
  targets: [
    // Pure: no C, no Foundation, no I/O.
    part("EtcdModel"),
    part("RPCCore"),
    part("TerminalModel"),
    part("ExplorerModel", ["EtcdModel", "TerminalModel"]),
    part("ExplorerUI", ["EtcdModel", "ExplorerModel", "TerminalModel", "Themes"]),
    .target(
      name: "Themes", dependencies: ["TerminalModel"], path: "Themes", exclude: ["previews"],
      resources: [.embedInCode("json")], swiftSettings: strict),

    // Client.
    part("EtcdAPI", ["EtcdModel", "CEtcdAPI"]),
    part("EtcdClient", ["EtcdModel", "EtcdAPI", "RPCCore"]),
    part("MemberStatus", ["EtcdModel", "EtcdClient"]),
    .target(
      name: "GRPCTransport", dependencies: ["RPCCore", "CAbseil", "CGRPC", "COpenSSL"],
      swiftSettings: strict,
      linkerSettings: core + abseil + [
        .linkedLibrary("z"), .linkedLibrary("ssl"), .linkedLibrary("crypto"),
      ]),

    // Shell.
    part("ValueFormats", ["EtcdModel", "CZlib"]),
    part("Configuration", ["EtcdModel", "TerminalModel", "Themes"]),
    part("Platform", ["CPlatform"]),
    part("Digest", ["CDigest"]),
    part("Terminal", ["TerminalModel", "CTerminal"]),
    part("LocalCluster", ["Platform"]),
    part(
      "ProgramShell",
      [
        "Configuration", "EtcdAPI", "EtcdClient", "EtcdModel", "ExplorerModel", "GRPCTransport",
        "MemberStatus", "Platform", "RPCCore",
      ]),
    part(
      "Scenarios",
      [
        "EtcdAPI", "EtcdClient", "EtcdModel", "GRPCTransport", "LocalCluster", "Platform",
        "ProgramShell",
      ]),
    .executableTarget(
      name: "etcdscope",
      dependencies: [
        "EtcdModel", "RPCCore", "TerminalModel", "ExplorerModel", "ExplorerUI", "Themes",
        "EtcdAPI", "EtcdClient", "MemberStatus", "GRPCTransport", "ValueFormats",
        "Configuration", "Platform", "Digest", "ProgramShell", "Scenarios", "Terminal",
        "LocalCluster",
      ], swiftSettings: strict),
    .executableTarget(
      name: "etcdscope-bench",
      dependencies: [
        "Configuration", "EtcdModel", "EtcdAPI", "EtcdClient", "ExplorerModel", "ExplorerUI",
        "GRPCTransport", "LocalCluster", "MemberStatus", "Platform", "ProgramShell", "RPCCore",
        "Scenarios", "TerminalModel",
      ],
      swiftSettings: strict),

    // C, each imported by the one target that wraps it.
    .systemLibrary(name: "CGRPC"),
    .systemLibrary(name: "COpenSSL"),
    .target(name: "CAbseil"),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "CPlatform", cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("resolv")]),
    .target(
      name: "CDigest", cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("crypto")]),
    .target(
      name: "CEtcdAPI", exclude: ["proto"], publicHeadersPath: ".",
      linkerSettings: [.linkedLibrary("protobuf-c")]),
    .target(
      name: "CTerminal",
      cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Tests.
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
    .target(
      name: "TestSupport", dependencies: ["LocalCluster", "Platform", "CVTerm"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("EtcdModelTests", ["EtcdModel"]),
    tests("RPCCoreTests", ["RPCCore"]),
    tests("TerminalModelTests", ["TerminalModel"]),
    tests("ExplorerModelTests", ["EtcdModel", "ExplorerModel", "TerminalModel"]),
    tests(
      "ExplorerUITests",
      ["Configuration", "EtcdModel", "ExplorerModel", "ExplorerUI", "TerminalModel", "Themes"],
      exclude: ["Screens"]),
    tests("EtcdAPITests", ["EtcdAPI", "EtcdModel"]),
    tests(
      "EtcdClientTests",
      [
        "EtcdClient", "EtcdModel", "EtcdAPI", "RPCCore", "GRPCTransport", "LocalCluster",
        "Platform",
        "TestSupport",
      ]),
    tests(
      "MemberStatusTests",
      [
        "EtcdAPI", "EtcdClient", "EtcdModel", "GRPCTransport", "LocalCluster", "MemberStatus",
        "Platform", "RPCCore", "Scenarios", "TestSupport",
      ]),
    tests(
      "GRPCTransportTests",
      ["EtcdAPI", "EtcdModel", "GRPCTransport", "LocalCluster", "RPCCore", "TestSupport"]),
    tests("ValueFormatsTests", ["EtcdModel", "ValueFormats"]),
    tests("ConfigurationTests", ["Configuration", "EtcdModel", "TerminalModel", "Themes"]),
    tests("DigestTests", ["Digest"]),
    tests("PlatformTests", ["Platform", "TestSupport"]),
    tests(
      "ProgramShellTests",
      ["Configuration", "EtcdClient", "EtcdModel", "Platform", "ProgramShell", "TestSupport"]),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal", "TerminalModel"],
      path: "Tests/TerminalProbe", swiftSettings: strict),
    tests(
      "TerminalTests",
      ["CTerminal", "CVTerm", "Terminal", "TerminalModel", "TerminalProbe", "TestSupport"]),
    tests("LocalClusterTests", ["LocalCluster", "Platform", "TestSupport"]),
    tests(
      "ScenarioTests",
      [
        "EtcdAPI", "EtcdClient", "EtcdModel", "GRPCTransport", "LocalCluster", "Platform",
        "ProgramShell", "RPCCore", "Scenarios", "TestSupport",
      ]),
    tests(
      "EtcdscopeTests",
      [
        "etcdscope", "Configuration", "EtcdModel", "RPCCore", "EtcdAPI", "EtcdClient",
        "ExplorerModel", "GRPCTransport", "LocalCluster", "ProgramShell", "TerminalModel",
        "TestSupport", "Themes",
      ]),
    tests(
      "EtcdscopeBenchTests",
      ["etcdscope-bench", "EtcdModel", "LocalCluster", "Platform", "TestSupport"]),
    tests(
      "EndToEndTests",
      [
        "etcdscope", "EtcdAPI", "EtcdClient", "EtcdModel", "GRPCTransport", "LocalCluster",
        "Platform", "TestSupport",
      ]),
    tests("RepositoryTests", ["Configuration", "ExplorerModel"]),
  ]
)
