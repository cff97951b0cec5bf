/// The latencies of the recent past: histograms of equal slices of time, the oldest one making
/// room for the newest.
public struct LatencyWindow: Hashable, Sendable {
  /// One slice of time with what fell into it.
  private struct Slice: Hashable {
    /// Before every real one until it is used.
    var number = Int64.min
    var histogram = LatencyHistogram()
  }

  /// Whole milliseconds, at least one.
  public let sliceLength: Duration
  /// How many slices are kept; the window is this many times `sliceLength`.
  public let sliceCount: Int
  private let origin: ContinuousClock.Instant
  /// A ring: slice `n` lives at `n % sliceCount`, or what is there is older.
  private var slices: [Slice]

  /// - Parameter origin: where the first slice begins; any instant will do.
  public init(
    sliceCount: Int = 60, sliceLength: Duration = .seconds(1), origin: ContinuousClock.Instant
  ) {
    self.sliceCount = max(sliceCount, 1)
    self.sliceLength = max(sliceLength, .milliseconds(1))
    self.origin = origin
    self.slices = Array(repeating: Slice(), count: self.sliceCount)
  }

  /// Drops a sample that is older than the window of the newest one.
  public mutating func record(_ latency: Duration, at instant: ContinuousClock.Instant) {
    let number = number(of: instant)
    let place = place(of: number)
    if slices[place].number > number { return }
    if slices[place].number < number { slices[place] = Slice(number: number) }
    slices[place].histogram.record(latency)
  }

  /// Everything that the window holds at `now`.
  public func total(at now: ContinuousClock.Instant) -> LatencyHistogram {
    let newest = number(of: now)
    var sum = LatencyHistogram()
    for slice in slices where isLive(slice.number, newest: newest) {
      sum.merge(slice.histogram)
    }
    return sum
  }

  /// The slices that the window holds at `now`, oldest first, the last one still filling.
  public func history(at now: ContinuousClock.Instant) -> [LatencyHistogram] {
    let newest = number(of: now)
    return (0..<Int64(sliceCount)).map { age in
      let number = newest - Int64(sliceCount) + 1 + age
      let slice = slices[place(of: number)]
      return slice.number == number ? slice.histogram : LatencyHistogram()
    }
  }

  private func isLive(_ number: Int64, newest: Int64) -> Bool {
    number <= newest && number > newest - Int64(sliceCount)
  }

  private func number(of instant: ContinuousClock.Instant) -> Int64 {
    let elapsed = (instant - origin).inMilliseconds
    let length = sliceLength.inMilliseconds
    return elapsed >= 0 ? elapsed / length : (elapsed + 1) / length - 1
  }

  private func place(of number: Int64) -> Int {
    let remainder = Int(number % Int64(sliceCount))
    return remainder < 0 ? remainder + sliceCount : remainder
  }
}
