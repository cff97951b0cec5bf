import EtcdModel

/// Samples of a backend's size over an ever longer window: when they are too many, every other one
/// goes and they are taken half as often.
struct GrowthWatch {
  private struct Sample {
    var size: Int64
    var at: ContinuousClock.Instant
  }

  static let capacity = 64
  /// No estimate from less.
  static let shortestWindow = Duration.seconds(60)

  private var samples: [Sample] = []
  private var spacing = Duration.seconds(5)

  mutating func note(_ size: Int64, at now: ContinuousClock.Instant) {
    // The file shrinks only when it is defragmented or replaced; growth begins anew.
    if let last = samples.last, size < last.size {
      samples = []
      spacing = .seconds(5)
    }
    if let last = samples.last, now - last.at < spacing { return }
    samples.append(Sample(size: size, at: now))
    if samples.count == Self.capacity {
      samples = samples.indices.filter { $0.isMultiple(of: 2) }.map { samples[$0] }
      spacing = spacing * 2
    }
  }

  /// - Parameter quota: bytes; 0 when unknown.
  func growth(quota: Int64) -> DatabaseGrowth? {
    guard let first = samples.first, let last = samples.last,
      last.at - first.at >= Self.shortestWindow
    else { return nil }
    let days = (last.at - first.at) / .seconds(86_400)
    let bytesPerDay = Double(last.size - first.size) / days
    let isApproached = quota > last.size && bytesPerDay > 0
    return DatabaseGrowth(
      bytesPerDay: bytesPerDay, window: last.at - first.at,
      daysToQuota: isApproached ? Double(quota - last.size) / bytesPerDay : nil)
  }
}
