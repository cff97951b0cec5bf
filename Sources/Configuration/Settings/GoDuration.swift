/// Durations in Go's notation, which etcdctl's flags take: `5s`, `500ms`, `1m30s`, `1.5h`.
enum GoDuration {
  /// - Returns: nil when the text is no such duration, is negative or too long to count.
  static func parse(_ text: String) -> Duration? {
    if text == "0" { return .zero }
    var rest = Substring(text)
    var total = Duration.zero
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && $0.isNumber) && $0 != "." }
      rest = rest.dropFirst(unit.count)
      guard let factor = nanoseconds[unit], let part = nanoseconds(number, factor) else {
        return nil
      }
      total += .nanoseconds(part)
      guard total <= longest else { return nil }
    }
    return total
  }

  /// As short as it stays exact: `5s`, `500ms`.
  static func format(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    if attoseconds == 0 { return "\(seconds)s" }
    return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
  }

  private static let nanoseconds: [Substring: Int64] = [
    "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
  ]

  /// Nobody waits longer, and sums of it can't overflow.
  private static let longest = Duration.seconds(10 * 365 * 86_400)

  private static func nanoseconds(_ number: Substring, _ factor: Int64) -> Int64? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }) else { return nil }
    let whole = parts[0].isEmpty ? 0 : Int64(parts[0])
    guard let whole else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
    guard !overflow, product <= Int64.max / 4 else { return nil }
    guard parts.count == 2, !parts[1].isEmpty else { return product }
    guard let fraction = Double("0." + parts[1]) else { return nil }
    return product + Int64((fraction * Double(factor)).rounded())
  }
}
