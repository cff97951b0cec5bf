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
    let clock = line.prefix(60).split {
      $0 == " " || $0 == "T" || $0 == "Z" || $0 == "\"" || $0 == "+"
    }
    .first { $0.count > 8 && $0.split(separator: ":").count == 3 && $0.contains(".") }
    guard let parts = clock?.split(separator: ":"), let hours = Double(parts[0]),
      let minutes = Double(parts[1]), let seconds = Double(parts[2])
    else { return nil }
    return .seconds(hours * 3600 + minutes * 60 + seconds)
  }
}
