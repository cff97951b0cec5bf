extension Duration {
  /// Whole milliseconds, rounded toward zero.
  package var inMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// Two to three digits: `850 ms`, `1.2 s`, `48 s`, `3 min`, `5 h`.
  package var inWords: String {
    let milliseconds = Swift.max(inMilliseconds, 0)
    return switch milliseconds {
    case ..<1000: "\(milliseconds) ms"
    case ..<10_000: "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    case ..<120_000: "\(milliseconds / 1000) s"
    case ..<7_200_000: "\(milliseconds / 60_000) min"
    default: "\(milliseconds / 3_600_000) h"
    }
  }
}
