/// How often each latency occurred, in log-linear buckets: 32 equal steps an octave, so that a
/// percentile is at most 3.2 % above the truth, in at most 2.9 KB however many samples it holds.
///
/// Microseconds below, 134 s above: what is longer counts as the longest.
public struct LatencyHistogram: Hashable, Sendable {
  private static let stepBits = 5
  private static let steps = 1 << stepBits
  private static let longest: Int64 = (1 << 27) - 1

  public private(set) var count = 0
  /// Nil without a sample.
  public private(set) var min: Duration?
  public private(set) var max: Duration?
  /// By bucket, as long as the highest one in use.
  private var counts: [UInt32] = []

  public init() {}

  public var isEmpty: Bool { count == 0 }

  /// Negative latencies, which a clock that jumped can make, count as zero.
  public mutating func record(_ latency: Duration) {
    let latency = Swift.max(latency, .zero)
    let index = Self.bucket(of: latency)
    if index >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: index + 1 - counts.count))
    }
    counts[index] = Self.saturatingSum(counts[index], 1)
    count += 1
    min = min.map { Swift.min($0, latency) } ?? latency
    max = max.map { Swift.max($0, latency) } ?? latency
  }

  /// Adds the samples of another histogram, as if they had been recorded here.
  public mutating func merge(_ other: LatencyHistogram) {
    if other.counts.count > counts.count {
      counts.append(contentsOf: repeatElement(0, count: other.counts.count - counts.count))
    }
    for (index, samples) in other.counts.enumerated() {
      counts[index] = Self.saturatingSum(counts[index], samples)
    }
    count += other.count
    if let low = other.min { min = min.map { Swift.min($0, low) } ?? low }
    if let high = other.max { max = max.map { Swift.max($0, high) } ?? high }
  }

  /// The latency that the given part (0…1) of all samples did not exceed; nil without a sample.
  public func percentile(_ part: Double) -> Duration? {
    guard count > 0, let min, let max else { return nil }
    // Rounded up by hand: `rounded()` would need libm, which nothing else here links.
    let exact = Swift.min(Swift.max(part, 0), 1) * Double(count)
    let rank = Swift.max(1, Double(Int(exact)) < exact ? Int(exact) + 1 : Int(exact))
    var seen = 0
    for (index, samples) in counts.enumerated() where samples > 0 {
      seen += Int(samples)
      if seen >= rank {
        return Swift.min(Swift.max(Self.upperBound(of: index), min), max)
      }
    }
    return max
  }

  /// Nil without a sample.
  public var summary: LatencySummary? {
    guard let p50 = percentile(0.5), let p90 = percentile(0.9), let p99 = percentile(0.99),
      let max
    else { return nil }
    return LatencySummary(count: count, p50: p50, p90: p90, p99: p99, max: max)
  }

  static func bucket(of latency: Duration) -> Int {
    let (seconds, attoseconds) = latency.components
    guard seconds <= longest / 1_000_000 else { return bucket(ofMicroseconds: longest) }
    return bucket(
      ofMicroseconds: Swift.min(seconds * 1_000_000 + attoseconds / 1_000_000_000_000, longest))
  }

  private static func bucket(ofMicroseconds value: Int64) -> Int {
    guard value >= steps else { return Int(value) }
    let shift = Int64.bitWidth - 1 - value.leadingZeroBitCount - stepBits
    return (shift + 1) * steps + Int(value >> Int64(shift)) - steps
  }

  static func upperBound(of bucket: Int) -> Duration {
    guard bucket >= steps else { return .microseconds(bucket) }
    let shift = bucket / steps - 1
    let step = bucket % steps + steps
    return .microseconds(((step + 1) << shift) - 1)
  }

  private static func saturatingSum(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }
}
