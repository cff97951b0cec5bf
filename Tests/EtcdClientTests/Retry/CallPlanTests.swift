import EtcdModel
import RPCCore
import Testing

@testable import EtcdClient

@Suite struct CallPlanTests {
  private static let deadline = start + .seconds(5)
  private static let unavailable = RPCError(code: .unavailable, message: "connection reset")

  private func plan(repeatable: Bool = true, endpoints: Int = 3) -> CallPlan {
    CallPlan(
      CallPlan.Rules(
        isRepeatable: repeatable, deadline: Self.deadline, endpointCount: endpoints,
        hasCredentials: true))
  }

  private func fail(
    _ plan: inout CallPlan, _ error: RPCError = CallPlanTests.unavailable, on endpoint: Endpoint,
    at now: ContinuousClock.Instant = start, isThrottled: Bool = false
  ) -> CallPlan.Next {
    var random = SplitMix64(seed: 1)
    return plan.failed(error, on: endpoint, at: now, isThrottled: isThrottled, random: &random)
  }

  @Test("tries the next member at once, and pauses after each round through a quorum")
  func pausesAfterQuorum() {
    var plan = plan()
    var pauses: [Bool] = []
    for endpoint in [Endpoint.a, .b, .c, .a, .b, .c] {
      plan.begin()
      switch fail(&plan, on: endpoint) {
      case .retry(.zero): pauses.append(false)
      case .retryWhenWell(let pause) where pause > .zero: pauses.append(true)
      case let other: Issue.record("\(other)")
      }
    }
    #expect(pauses == [false, true, false, true, false, true])
  }

  @Test("remembers whom it tried until everybody had a turn")
  func remembersTried() {
    var plan = plan()
    for (endpoint, tried) in [
      (Endpoint.a, [Endpoint.a]), (.b, [.a, .b]), (.c, [.c]), (.a, [.c, .a]),
    ] {
      plan.begin()
      _ = fail(&plan, on: endpoint)
      #expect(plan.tried == tried)
    }
  }

  @Test("a mutation that may have left is not sent again")
  func mutation() {
    var plan = plan(repeatable: false)
    plan.begin()
    #expect(fail(&plan, on: .a) == .giveUp)
  }

  @Test("gives up when no time is left for another attempt, or after 100")
  func givesUp() {
    var plan = plan()
    plan.begin()
    #expect(fail(&plan, on: .a, at: Self.deadline - .milliseconds(1)) == .giveUp)
    var endless = self.plan()
    var attempts = 0
    repeat {
      attempts += 1
      endless.begin()
    } while fail(&endless, on: .a) != .giveUp
    #expect(attempts == CallPlan.maximumAttempts)
  }

  @Test("gets a new token twice, then takes the refusal for an answer")
  func refreshesToken() {
    var plan = plan(repeatable: false)
    let stale = RPCError.server(.unauthenticated, "invalid auth token")
    plan.begin()
    #expect(fail(&plan, stale, on: .a) == .refreshToken)
    #expect(fail(&plan, stale, on: .a) == .refreshToken)
    #expect(fail(&plan, stale, on: .a) == .giveUp)
  }

  @Test("goes slower while the budget is exhausted, but on")
  func throttled() {
    var plan = plan()
    plan.begin()
    #expect(
      fail(&plan, on: .a, isThrottled: true)
        == .retryWhenWell(within: CallPlan.throttledPause))
  }

  @Test("goes on at once when there is a leader again, but not for ever")
  func leaderChanged() {
    let news = RPCError.server(.unavailable, "leader changed")
    var plan = plan()
    plan.begin()
    #expect(fail(&plan, on: .a) == .retry(after: .zero))
    for _ in 0..<3 {
      plan.begin()
      #expect(fail(&plan, news, on: .b, isThrottled: true) == .retry(after: .zero))
    }
    plan.begin()
    #expect(
      fail(&plan, news, on: .b, isThrottled: true)
        == .retryWhenWell(within: CallPlan.throttledPause))
  }

  @Test("does what the server says about retries")
  func pushBack() {
    for (value, expected) in [
      ("70", CallPlan.Next.retry(after: .milliseconds(70))), ("-1", .giveUp), ("soon", .giveUp),
      ("9000", .giveUp),
    ] {
      var plan = plan()
      var error = Self.unavailable
      error.trailers = ["grpc-retry-pushback-ms": value]
      plan.begin()
      #expect(fail(&plan, error, on: .a) == expected)
    }
  }
}
