import Platform

/// From the start of the process until a frame's worth of bytes is on the terminal, no server
/// needed; beside `btop`, measured the same way.
enum StartUp {
  private static let runs = 15
  /// More than any program writes to set a terminal up, less than a full frame at 120x40.
  private static let frameBytes = 4000

  static func measure(_ program: String) throws(SystemError) -> [Row] {
    var ours: [Double] = []
    var others: [Double] = []
    let btop = Executable.find("btop")
    // In turn, so that what else the machine does meets both.
    for _ in 0..<runs {
      ours.append(try firstFrame(program, ["--endpoints", "127.0.0.1:1"]))
      if let btop { others.append(try firstFrame(btop, [])) }
    }
    return [
      Row(
        name: "start to first frame", unit: "ms", ours: median(ours),
        other: btop.map { _ in ("btop", median(others)) })
    ]
  }

  private static func firstFrame(
    _ path: String, _ arguments: [String]
  ) throws(SystemError) -> Double {
    let start = ContinuousClock.now
    let program = try ScreenProgram(path, arguments)
    program.read(for: .seconds(10), until: frameBytes)
    let passed = start.duration(to: .now)
    program.stop()
    return passed.milliseconds
  }
}
