import Platform

/// When a member lost its leader and knew one again, by its own log.
struct EtcdLog {
  let lines: [Substring]

  init(reading path: String) throws {
    lines = try TextFile.read(path).split(separator: "\n")
  }

  /// How long each time, in order; zero when it heard of the new leader before it missed the old one.
  var headless: [Duration] {
    var gaps: [Duration] = []
    var lostAt: Duration?
    for line in lines {
      if line.contains(" lost leader ") {
        lostAt = Self.time(of: line)
      } else if line.contains(" changed leader from ") {
        gaps.append(.zero)
      } else if line.contains(" elected leader "), let from = lostAt, let to = Self.time(of: line) {
        // Over midnight the clock of the day begins anew.
        gaps.append(to >= from ? to - from : to - from + .seconds(86_400))
        lostAt = nil
      }
    }
    return gaps
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
