/// One measurement, and what a user would otherwise use, measured the same way in the same run.
struct Row {
  var name: String
  var unit: String
  var ours: Double
  /// nil where nothing else does the same.
  var other: (name: String, value: Double)?
  /// The number to hold, where it is an absolute one.
  var goal: Double?

  var ratio: Double? { other.map { ours / $0.value } }
}

/// Median of an odd or even number of samples; 0 of none.
func median(_ samples: [Double]) -> Double {
  guard !samples.isEmpty else { return 0 }
  let sorted = samples.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
  var microseconds: Double { self / .microseconds(1) }
}
