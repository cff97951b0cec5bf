/// The explorer with a million known rows while 10 000 events a second reach a watch of it: how long
/// from a key press until its row is painted.
struct KeyPresses {
  private static let presses = 400
  private static let rate = 10_000
  private static let patience = Duration.seconds(180)
  private static let redraw = "\u{0C}"

  let program: String
  let store: MillionKeys

  func rows() async throws -> [Row] {
    // All that follows the first segment is one level.
    let screen = try ScreenProgram(
      program, ["--endpoints", store.endpoint, "--delimiter", "registry/"], columns: 200, rows: 60)
    defer { screen.stop() }
    try see(MillionKeys.prefix, on: screen)
    screen.send("\r")
    try see("name-0000", on: screen)
    let empty = ProcessUsage(of: screen.process.pid)
    let loading = ContinuousClock.now
    screen.send("G")
    try see("000 001 loaded", on: screen)
    let loaded = (ContinuousClock.now - loading).milliseconds
    let full = ProcessUsage(of: screen.process.pid)

    // A watch of everything, beside the one that the rows follow until it is too much.
    screen.send("gw")
    let writer = Task { [store] in await store.change(eventsPerSecond: Self.rate) }
    try see("too fast", on: screen)
    // Behind the prefix and the notice.
    screen.send("gjj")
    screen.read(for: .seconds(2))
    let before = ProcessUsage(of: screen.process.pid)
    let start = ContinuousClock.now
    let times = try pressKeys(on: screen).sorted()
    let span = start.duration(to: .now)
    let after = ProcessUsage(of: screen.process.pid)
    writer.cancel()
    await writer.value

    let cpu = (after?.cpu ?? .zero) - (before?.cpu ?? .zero)
    let name = MillionKeys.key("events", 0).bytes.count - MillionKeys.prefix.utf8.count
    let grown = Double((full?.resident ?? 0) - (empty?.resident ?? 0)) / Double(MillionKeys.count)
    return [
      Row(name: "to the end of 1M keys on the screen", unit: "ms", ours: loaded),
      Row(
        name: "explorer with 1M known keys: memory a key above its bytes", unit: "bytes",
        ours: grown - Double(name), goal: 100),
      Row(
        name: "key press to paint, 1M keys, 10 000 events/s: median", unit: "ms",
        ours: median(times)),
      Row(
        name: "key press to paint, 1M keys, 10 000 events/s: p99", unit: "ms",
        ours: times[times.count * 99 / 100], goal: 16),
      Row(
        name: "explorer, 1M keys, 10 000 events/s: CPU", unit: "%", ours: 100 * (cpu / span)),
    ]
  }

  /// Goes down and up between two rows, which are painted as a whole.
  private func pressKeys(on screen: ScreenProgram) throws -> [Double] {
    try (0..<Self.presses).map { press in
      let pressed = ContinuousClock.now
      let isDown = press.isMultiple(of: 2)
      screen.send(isDown ? "j" : "k")
      guard
        screen.read(
          for: Self.patience, untilText: "configmaps/ns-0000/name-000\(isDown ? 1 : 0)")
      else { throw BenchError.ended(program) }
      let passed = (ContinuousClock.now - pressed).milliseconds
      // Not in step with the frames.
      screen.read(for: .milliseconds(20 + press * 7 % 17))
      return passed
    }
  }

  /// Only what changes of a line is written, so that a text is seen when all is painted anew.
  private func see(_ text: String, on screen: ScreenProgram) throws {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      screen.send(Self.redraw)
      if screen.read(for: .milliseconds(200), untilText: text) { return }
    }
    throw BenchError.ended(program)
  }
}
