/// The retry throttle of gRPC's proposal A6: a bucket that each retryable failure drains by one
/// token and each success refills by a part of one. Integers, in thousandths of a token.
///
/// A6 gives up while the bucket is at most half full. Here a retry then waits longer instead: a
/// cluster in trouble is spared, and a call that may still succeed before its deadline does.
struct RetryBudget: Hashable, Sendable {
  private let capacity: Int
  private let refill: Int
  private var tokens: Int

  /// - Parameters:
  ///   - maxTokens: 1…1000.
  ///   - tokenRatio: tokens back for each success, in thousandths.
  init(maxTokens: Int = 100, tokenRatio: Int = 100) {
    capacity = min(max(maxTokens, 1), 1000) * 1000
    refill = max(tokenRatio, 1)
    tokens = capacity
  }

  var isExhausted: Bool { tokens <= capacity / 2 }

  mutating func noteFailure() {
    tokens = max(0, tokens - 1000)
  }

  mutating func noteSuccess() {
    tokens = min(capacity, tokens + refill)
  }
}
