import Platform

/// When a member lost its leader and knew one again, by its own log.
struct EtcdLog {
  let lines: [Substring]

  init(reading path: String) throws {
    lines = try TextFile.read(path).split(separator: "\n")
  }

  /// Of the last gap that it tells of.
  var headless: Duration? {
    guard let lost = lines.lastIndex(where: { $0.contains(" lost leader ") }),
      let found = lines[lost...].first(where: { $0.contains(" elected leader ") }),
      let from = Self.time(of: lines[lost]), let to = Self.time(of: found)
    else { return nil }
    // Over midnight the clock of the day begins anew.
    return to >= from ? to - from : to - from + .seconds(86_400)
  }

  /// The time of the day: `2026-11-20 19:45:26.042123 I | …` up to 3.4 by default,
  /// `{"ts":"2026-11-20T19:45:26.042Z",…` since.
  private static func time(of line: Substring) -> Duration? {
    let words = line.prefix(60).split { " TZ\"+".contains($0) }
    let clock = words.first { $0.count > 8 && $0.contains(".") && $0.contains(":") }
    let parts = clock?.split(separator: ":").compactMap { Double(String($0)) } ?? []
    guard parts.count == 3 else { return nil }
    return .seconds(parts[0] * 3600 + parts[1] * 60 + parts[2])
  }
}
