import CGRPC

extension gpr_timespec {
  /// The same moment on the core's clock, or now for one that has passed: the core aborts on a span
  /// with negative nanoseconds. nil is never.
  init(_ deadline: ContinuousClock.Instant?) {
    guard let deadline else {
      self = gpr_inf_future(GPR_CLOCK_MONOTONIC)
      return
    }
    let left = max(deadline - .now, .zero).components
    let span = gpr_timespec(
      tv_sec: left.seconds, tv_nsec: Int32(left.attoseconds / 1_000_000_000),
      clock_type: GPR_TIMESPAN)
    self = gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), span)
  }
}
