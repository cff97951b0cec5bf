import Testing

@testable import Scenarios

@Suite("Traces of success")
struct SuccessTraceTests {
  private let fault = ContinuousClock.now

  /// Calls of 10 ms each that begin so many milliseconds after the fault.
  private func trace(_ calls: [(at: Int, hasSucceeded: Bool)]) -> SuccessTrace {
    var trace = SuccessTrace()
    for call in calls {
      let startedAt = fault + .milliseconds(call.at)
      trace.note(
        from: startedAt, to: startedAt + .milliseconds(10), hasSucceeded: call.hasSucceeded)
    }
    return trace
  }

  @Test("counts what failed after the fault, and measures gaps that reach over it and to the end")
  func measures() {
    let trace = trace([(-60, true), (-20, false), (50, false), (70, true), (90, true)])
    let end = fault + .milliseconds(140)
    #expect(trace.failures(since: fault) == 1)
    #expect(trace.firstSuccess(since: fault) == .milliseconds(80))
    #expect(trace.longestGap(since: fault, until: end) == .milliseconds(130))
    #expect(trace.longestGap(since: fault, until: fault + .seconds(1)) == .milliseconds(900))
  }

  @Test("without a success the gap is the whole run")
  func never() {
    let trace = trace([(10, false)])
    #expect(trace.firstSuccess(since: fault) == nil)
    #expect(trace.longestGap(since: fault, until: fault + .seconds(2)) == .seconds(2))
  }
}
