import EtcdModel
import Testing

@Suite("LatencyHistogram")
struct LatencyHistogramTests {
  @Test("Without a sample there is no percentile")
  func empty() {
    let histogram = LatencyHistogram()
    #expect(histogram.isEmpty)
    #expect(histogram.percentile(0.5) == nil)
    #expect(histogram.max == nil)
  }

  @Test("One sample is every percentile, exactly")
  func single() {
    var histogram = LatencyHistogram()
    histogram.record(.nanoseconds(1_234_567))
    for part in [-1, 0, 0.5, 0.99, 1, 2] {
      #expect(histogram.percentile(part) == .nanoseconds(1_234_567))
    }
  }

  @Test(
    "A percentile is never below the truth and at most 3.2 % above", arguments: [0.5, 0.9, 0.99])
  func accuracy(_ part: Double) throws {
    var generator = SystemRandomNumberGenerator()
    var histogram = LatencyHistogram()
    let samples = (0..<5000).map { _ in
      Int64.random(in: 1...Int64.random(in: 2...20_000_000, using: &generator), using: &generator)
    }
    for sample in samples { histogram.record(.microseconds(sample)) }
    let truth = samples.sorted()[Int((part * 5000).rounded(.up)) - 1]
    let estimate = try #require(histogram.percentile(part))
    #expect(estimate >= .microseconds(truth))
    #expect(estimate <= .microseconds(Double(truth) * 1.032 + 1))
  }

  @Test("The extremes are exact and percentiles stay between them")
  func extremes() {
    var histogram = LatencyHistogram()
    histogram.record(.seconds(100_000))
    histogram.record(.seconds(-1))
    #expect(histogram.min == .zero)
    #expect(histogram.max == .seconds(100_000))
    #expect(histogram.percentile(0) == .zero)
    #expect((histogram.percentile(1) ?? .zero) <= .seconds(100_000))
    #expect((histogram.percentile(1) ?? .zero) >= .seconds(134))
  }

  @Test("Merged histograms equal one that saw all the samples")
  func merge() {
    var left = LatencyHistogram()
    var right = LatencyHistogram()
    var both = LatencyHistogram()
    for value in stride(from: 1, to: 1_000_000, by: 997) {
      if value.isMultiple(of: 2) {
        left.record(.microseconds(value))
      } else {
        right.record(.microseconds(value))
      }
      both.record(.microseconds(value))
    }
    left.merge(right)
    left.merge(LatencyHistogram())
    #expect(left == both)
  }
}

@Suite("LatencyWindow")
struct LatencyWindowTests {
  private let start = ContinuousClock.now

  @Test("Samples older than the window are forgotten")
  func forgets() {
    var window = LatencyWindow(sliceCount: 3, sliceLength: .seconds(1), origin: start)
    window.record(.milliseconds(1), at: start)
    window.record(.milliseconds(2), at: start + .seconds(2))
    #expect(window.total(at: start + .seconds(2)).count == 2)
    #expect(window.total(at: start + .seconds(3)).count == 1)
    #expect(window.total(at: start + .seconds(60)).isEmpty)
  }

  @Test("The history has one histogram a slice, oldest first, with gaps empty")
  func history() {
    var window = LatencyWindow(sliceCount: 4, sliceLength: .seconds(1), origin: start)
    window.record(.milliseconds(1), at: start + .milliseconds(1500))
    window.record(.milliseconds(3), at: start + .milliseconds(3100))
    window.record(.milliseconds(3), at: start + .milliseconds(3900))
    #expect(window.history(at: start + .milliseconds(3950)).map(\.count) == [0, 1, 0, 2])
    #expect(window.history(at: start + .milliseconds(5000)).map(\.count) == [0, 2, 0, 0])
  }

  @Test("A late sample joins its own slice, or is dropped when that slice is gone")
  func lateSamples() {
    var window = LatencyWindow(sliceCount: 2, sliceLength: .seconds(1), origin: start)
    window.record(.milliseconds(1), at: start + .seconds(5))
    window.record(.milliseconds(1), at: start + .seconds(4))
    window.record(.milliseconds(1), at: start + .seconds(3))
    #expect(window.history(at: start + .seconds(5)).map(\.count) == [1, 1])
  }

  @Test("Time before the origin is ordinary time")
  func beforeOrigin() {
    var window = LatencyWindow(sliceCount: 3, sliceLength: .seconds(1), origin: start)
    window.record(.milliseconds(1), at: start - .milliseconds(500))
    window.record(.milliseconds(1), at: start - .milliseconds(2500))
    #expect(window.history(at: start - .milliseconds(100)).map(\.count) == [1, 0, 1])
  }
}
