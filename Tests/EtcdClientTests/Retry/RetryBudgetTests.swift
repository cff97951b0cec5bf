import Testing

@testable import EtcdClient

@Suite struct RetryBudgetTests {
  @Test("is exhausted when failures took half of it, as in gRPC A6")
  func exhausts() {
    var budget = RetryBudget(maxTokens: 10, tokenRatio: 100)
    for _ in 0..<4 { budget.noteFailure() }
    #expect(!budget.isExhausted)
    budget.noteFailure()
    #expect(budget.isExhausted)
  }

  @Test("a success gives a part of a token back, never more than there was")
  func refills() {
    var budget = RetryBudget(maxTokens: 10, tokenRatio: 100)
    for _ in 0..<100 { budget.noteFailure() }
    for _ in 0..<50 { budget.noteSuccess() }
    #expect(budget.isExhausted)
    budget.noteSuccess()
    #expect(!budget.isExhausted)
    for _ in 0..<1000 { budget.noteSuccess() }
    for _ in 0..<4 { budget.noteFailure() }
    #expect(!budget.isExhausted)
    budget.noteFailure()
    #expect(budget.isExhausted)
  }
}
