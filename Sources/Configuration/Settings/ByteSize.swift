/// A number of bytes as a user writes it: `8GiB`, `500MB`, `8589934592`.
enum ByteSize {
  private static let units: [(suffix: String, bytes: Int64)] = [
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000), ("B", 1),
  ]

  /// nil for anything else, zero and what does not fit.
  static func parse(_ text: String) -> Int64? {
    let unit = units.first { text.hasSuffix($0.suffix) }
    guard let number = Int64(text.dropLast(unit?.suffix.count ?? 0)), number > 0 else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
    return overflow ? nil : bytes
  }
}
