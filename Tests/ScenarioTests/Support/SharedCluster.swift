import LocalCluster
import TestSupport
import Testing

/// One cluster of three members for all rows of a suite, which run one after the other on it. Each
/// row leaves it as it found it.
struct SharedCluster: SuiteTrait, TestScoping {
  @TaskLocal private static var current: LocalCluster?

  /// The one of the suite that runs.
  static func get() throws -> LocalCluster {
    try #require(current, "the suite has no shared cluster")
  }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withCluster(.members(3), among: .scenarios) { cluster in
      try await Self.$current.withValue(cluster) { try await function() }
    }
  }
}

extension Trait where Self == SharedCluster {
  static var sharedCluster: SharedCluster { SharedCluster() }
}
