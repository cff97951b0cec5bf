import Platform

/// What a process holds at one moment.
package struct ResourceUsage: Hashable, Sendable {
  package var threads: Int
  package var residentBytes: Int
  /// Client connections that the members hold.
  package var connections: Int

  /// Threads that the runtime and libgrpc start on their own terms and keep.
  static let spareThreads = 8
  /// Memory that an allocator keeps, and what a record of a call or an event takes at most.
  static let spareBytes = 64 << 20
  static let bytesPerRecord = 4096

  package init(threads: Int, residentBytes: Int, connections: Int) {
    self.threads = threads
    self.residentBytes = residentBytes
    self.connections = connections
  }

  /// What was not given back between two moments at which no client lived.
  ///
  /// - Parameter records: How much of the growth is the history itself.
  package func leaks(since before: ResourceUsage, records: Int) -> [Violation] {
    var violations: [Violation] = []
    if connections > before.connections {
      violations.append(
        Violation(.leak, "\(connections - before.connections) connections were not closed"))
    }
    if threads > before.threads + Self.spareThreads {
      violations.append(
        Violation(.leak, "there are \(threads) threads, where \(before.threads) were before"))
    }
    let growth = residentBytes - before.residentBytes
    if growth > Self.spareBytes + records * Self.bytesPerRecord {
      violations.append(
        Violation(.leak, "memory grew by \(growth >> 20) MiB for \(records) records"))
    }
    return violations
  }
}

extension ResourceUsage {
  /// Of this process, by what Linux tells of it.
  static func current(connections: Int) -> ResourceUsage {
    let status = (try? TextFile.read("/proc/self/status")) ?? ""
    func number(_ name: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      let words = line?.split(whereSeparator: { $0 == "\t" || $0 == " " }) ?? []
      return words.count > 1 ? Int(words[1]) ?? 0 : 0
    }
    return ResourceUsage(
      threads: number("Threads"), residentBytes: number("VmRSS") * 1024,
      connections: connections)
  }
}
