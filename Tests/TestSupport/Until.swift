/// Waits until a condition holds.
///
/// - Throws: `StillFalse` after the deadline.
public func until(
  within deadline: Duration = .seconds(180), _ what: String = "the condition holds",
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + deadline
  while try await !condition() {
    guard ContinuousClock.now < end else { throw StillFalse(what: what, deadline: deadline) }
    try await Task.sleep(for: .milliseconds(10))
  }
}

public struct StillFalse: Error, CustomStringConvertible {
  public let what: String
  public let deadline: Duration

  public var description: String { "waited \(deadline) in vain until \(what)" }
}
