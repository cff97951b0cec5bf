/// A million keys in the explorer itself: its first list, and opening half of them.
struct KeysOnScreen {
  private static let patience = Duration.seconds(30)

  let program: String
  let store: MillionKeys

  func opened() throws -> [Row] {
    var cpu = store.serverCPU
    let start = ContinuousClock.now
    let screen = try ScreenProgram(program, ["--endpoints", store.endpoint])
    defer { screen.stop() }
    func shown(_ text: String, since start: ContinuousClock.Instant) throws -> Double {
      guard screen.read(for: Self.patience, untilText: text) else {
        throw BenchError.ended(program)
      }
      return (ContinuousClock.now - start).milliseconds
    }
    let first = try shown("registry/", since: start)
    let firstCPU = (store.serverCPU - cpu).milliseconds
    screen.send("\r")
    _ = try shown("pods/", since: start)
    // The kinds before it, and the prefix itself.
    screen.send(String(repeating: "j", count: 4))
    screen.read(for: .milliseconds(500))
    cpu = store.serverCPU
    let opening = ContinuousClock.now
    screen.send("\r")
    let second = try shown("ns-0000/", since: opening)
    let secondCPU = (store.serverCPU - cpu).milliseconds
    let memory = ProcessUsage(of: screen.process.pid).map { Double($0.peakResident) / 1e6 } ?? 0
    return [
      Row(name: "start to first list at 1M keys", unit: "ms", ours: first, goal: 150),
      Row(name: "start to first list at 1M keys: server CPU", unit: "ms", ours: firstCPU, goal: 50),
      Row(name: "opening 500k keys", unit: "ms", ours: second, goal: 150),
      Row(name: "opening 500k keys: server CPU", unit: "ms", ours: secondCPU, goal: 50),
      Row(name: "explorer at 1M keys: peak memory", unit: "MB", ours: memory, goal: 60),
    ]
  }
}
