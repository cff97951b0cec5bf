import Glibc
import Platform

/// A full-screen program on a pseudo-terminal of its own, whose output is counted.
struct ScreenProgram {
  let path: String
  let process: ChildProcess
  private let controller: Descriptor

  /// - Parameter environment: as `NAME=VALUE`, on top of this program's own.
  init(
    _ path: String, _ arguments: [String], environment changes: [String] = [],
    columns: UInt16 = 120, rows: UInt16 = 40
  ) throws(SystemError) {
    self.path = path
    var ends: (controller: Int32, terminal: Int32) = (-1, -1)
    var size = winsize(
      ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.controller, &ends.terminal, nil, nil, &size) == 0 else {
      throw SystemError(code: errno, operation: "open a pseudo-terminal")
    }
    controller = Descriptor(owning: ends.controller)
    let terminal = Descriptor(owning: ends.terminal)
    let own = ["TERM=xterm-256color", "LANG=C.UTF-8"] + changes
    let names = own.compactMap { $0.split(separator: "=").first.map { $0 + "=" } }
    let environment =
      Environment.lines.filter { line in !names.contains { line.hasPrefix($0) } } + own
    process = try ChildProcess.start(
      path, arguments, environment: environment, input: terminal, output: terminal,
      error: terminal, inNewSession: true)
  }

  /// Reads for at most `limit`, or until `count` bytes have come.
  ///
  /// - Returns: how many came.
  @discardableResult
  func read(for limit: Duration, until count: Int = .max) -> Int {
    let deadline = ContinuousClock.now + limit
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 65536)
    while total < count {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { break }
      var waiting = pollfd(fd: controller.raw, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(left.milliseconds.rounded(.up))) > 0 else { continue }
      let received = Glibc.read(controller.raw, &buffer, buffer.count)
      guard received > 0 else { break }
      total += received
    }
    return total
  }

  /// Reads all of them for so long.
  ///
  /// - Returns: how many bytes came from each.
  @discardableResult
  static func read(_ programs: [ScreenProgram], for limit: Duration) -> [Int] {
    let deadline = ContinuousClock.now + limit
    var totals = programs.map { _ in 0 }
    var waiting = programs.map {
      pollfd(fd: $0.controller.raw, events: Int16(POLLIN), revents: 0)
    }
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return totals }
      guard poll(&waiting, nfds_t(waiting.count), Int32(left.milliseconds.rounded(.up))) > 0
      else { continue }
      for index in waiting.indices where waiting[index].revents != 0 {
        let received = Glibc.read(waiting[index].fd, &buffer, buffer.count)
        if received > 0 { totals[index] += received } else { waiting[index].fd = -1 }
      }
    }
  }

  /// Reads for at most `limit`, or until a text was written.
  ///
  /// - Returns: false when it was not.
  func read(for limit: Duration, untilText text: String) -> Bool {
    let deadline = ContinuousClock.now + limit
    let wanted = Array(text.utf8)
    var written: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while ContinuousClock.now < deadline {
      var waiting = pollfd(fd: controller.raw, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) > 0 else { continue }
      let received = Glibc.read(controller.raw, &buffer, buffer.count)
      guard received > 0 else { return false }
      written += buffer[..<received]
      if written.contains(wanted) { return true }
      written.removeFirst(max(0, written.count - wanted.count))
    }
    return false
  }

  /// Presses keys.
  func send(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = Glibc.write(controller.raw, bytes, bytes.count)
  }

  /// Ends the program and waits for it.
  func stop() {
    process.send(.terminate)
    read(for: .milliseconds(300))
    process.send(.kill)
    process.waitForExit()
  }
}
