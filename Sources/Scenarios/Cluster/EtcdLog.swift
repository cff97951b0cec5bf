import Glibc
import Platform

/// When a member lost its leader and knew one again, by its own log. Times are of the day, in the
/// machine's zone, as etcd writes them.
package struct EtcdLog: Sendable {
  private enum Change { case lost, elected, moved }

  private let changes: [(change: Change, at: Duration)]

  package init(reading path: String) throws(SystemError) {
    self.init(try TextFile.read(path))
  }

  package init(_ text: String) {
    changes = text.split(separator: "\n").compactMap { line in
      guard let change = Self.change(in: line), let at = Self.time(of: line) else { return nil }
      return (change, at)
    }
  }

  /// How long it was without a leader each time, in order; zero when it heard of the new leader
  /// before it missed the old one.
  package var headless: [Duration] {
    var gaps: [Duration] = []
    var lostAt: Duration?
    for (change, at) in changes {
      switch change {
      case .lost: lostAt = at
      case .moved: gaps.append(.zero)
      case .elected:
        guard let from = lostAt else { continue }
        gaps.append(Self.span(from, at))
        lostAt = nil
      }
    }
    return gaps
  }

  /// How long after a time of the day it first knew a new leader; nil when it did not within the
  /// span.
  package func newLeader(after moment: Duration, within span: Duration) -> Duration? {
    changes.lazy.filter { $0.change != .lost }.map { Self.span(moment, $0.at) }
      .first { $0 <= span }
  }

  /// The time of the day now.
  package static var now: Duration {
    var wall = timespec()
    clock_gettime(CLOCK_REALTIME, &wall)
    var seconds = wall.tv_sec
    var parts = tm()
    localtime_r(&seconds, &parts)
    let whole = (Int(parts.tm_hour) * 60 + Int(parts.tm_min)) * 60 + Int(parts.tm_sec)
    return .seconds(whole) + .nanoseconds(wall.tv_nsec)
  }

  /// Over midnight the clock of the day begins anew.
  private static func span(_ from: Duration, _ to: Duration) -> Duration {
    to >= from ? to - from : to - from + .seconds(86_400)
  }

  private static func change(in line: Substring) -> Change? {
    if line.contains(" lost leader ") { return .lost }
    if line.contains(" elected leader ") { return .elected }
    return line.contains(" changed leader from ") ? .moved : nil
  }

  /// `2026-11-20 19:45:26.042123 I | …` up to 3.4 by default, `{"ts":"2026-11-20T19:45:26.042Z",…`
  /// since.
  private static func time(of line: Substring) -> Duration? {
    let words = line.prefix(60).split { " TZ\"+".contains($0) }
    let clock = words.first { $0.count > 8 && $0.contains(".") && $0.contains(":") }
    let parts = clock?.split(separator: ":").compactMap { Double(String($0)) } ?? []
    guard parts.count == 3 else { return nil }
    return .seconds(parts[0] * 3600 + parts[1] * 60 + parts[2])
  }
}
