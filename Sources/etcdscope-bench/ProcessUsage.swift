import Glibc
import Platform

/// What a process has used so far, read from `/proc`.
struct ProcessUsage {
  /// User and system time of all its threads.
  var cpu: Duration
  /// Bytes resident now, and at most so far.
  var resident: Int
  var peakResident: Int

  init?(of pid: Int32) {
    guard let stat = try? TextFile.read("/proc/\(pid)/stat"),
      let status = try? TextFile.read("/proc/\(pid)/status"),
      // The name in parentheses may hold spaces; what follows may not.
      let afterName = stat.split(separator: ")").last
    else { return nil }
    let fields = afterName.split(separator: " ")
    guard fields.count > 13, let user = Int(fields[11]), let system = Int(fields[12]) else {
      return nil
    }
    cpu = .seconds(user + system) / Int(sysconf(Int32(_SC_CLK_TCK)))
    resident = Self.bytes("VmRSS", in: status)
    peakResident = Self.bytes("VmHWM", in: status)
  }

  private static func bytes(_ name: String, in status: String) -> Int {
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    let number = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
    return (number.flatMap { Int($0) } ?? 0) * 1024
  }

  /// Bytes that were resident at most so far in this process.
  static var ownPeakMemory: Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
  }

  /// Bytes that are resident now in this process.
  static var ownMemory: Int { ProcessUsage(of: getpid())?.resident ?? 0 }

  /// User and system time of this process.
  static var ownCPU: Duration {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return .seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + .microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
  }
}
