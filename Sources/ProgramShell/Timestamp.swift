import Glibc

/// Moments of the program's own clock as the world's: UTC by RFC 3339, to the millisecond.
package enum Timestamp {
  package static func text(of moment: ContinuousClock.Instant) -> String {
    var wall = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    let past = ContinuousClock.now - moment
    let then =
      Int(Duration.seconds(wall.tv_sec) / .milliseconds(1)) + wall.tv_nsec / 1_000_000
      - Int(past / .milliseconds(1))
    return text(milliseconds: then)
  }

  /// - Parameter milliseconds: since 1970.
  static func text(milliseconds: Int) -> String {
    var seconds = milliseconds / 1000
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let time = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    let rest = milliseconds % 1000
    return "\(date)T\(time).\(rest < 100 ? "0" : "")\(two(Int32(rest)))Z"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
