/// Hands out identifiers that are never used twice.
struct IdentifierSource: Sendable {
  private var last = 0

  mutating func request() -> RequestID {
    last += 1
    return RequestID(last)
  }

  mutating func watch() -> WatchID {
    last += 1
    return WatchID(last)
  }
}
