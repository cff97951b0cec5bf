public import Testing

/// Runs tests at a higher priority, on threads of their own: those that watch real processes would
/// else stand behind all tests that only compute, longer than a message stays on a screen.
public struct AheadOfComputing: SuiteTrait, TestTrait, TestScoping {
  public let isRecursive = true

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withoutActuallyEscaping(function) { function in
      try await Task(priority: .high) { try await function() }.value
    }
  }
}

extension Trait where Self == AheadOfComputing {
  public static var aheadOfComputing: Self { Self() }
}
