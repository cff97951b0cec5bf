import ExplorerModel
import Glibc

extension WallClock {
  /// The local time of day now.
  static var current: WallClock {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    localtime_r(&now.tv_sec, &parts)
    let seconds = Int(parts.tm_hour) * 3600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
    return WallClock(
      instant: .now, millisecondsOfDay: seconds * 1000 + now.tv_nsec / 1_000_000)
  }
}
