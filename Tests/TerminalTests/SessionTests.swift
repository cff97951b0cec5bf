import Glibc
import TestSupport
import Testing

@Suite("A terminal session, on a real terminal", .aheadOfComputing)
struct SessionTests {
  private let probe: String

  init() throws {
    probe = try TestBinaries.product("TerminalProbe")
  }

  private func temporaryLog() -> String {
    "/tmp/etcdscope-probe-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).log"
  }

  private func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Waits for a frame that was drawn to its last cell: output may come in parts.
  @discardableResult
  private func wholeFrame(
    _ robot: PseudoTerminal, showing text: String, corner: String = "┗"
  ) async throws -> Screenshot {
    try await robot.until("a whole screen with \(text)") {
      $0.contains(text) && $0.rows.last?.hasSuffix(corner) == true
    }
  }

  @Test("takes the whole screen, and leaves the terminal as it was")
  func enterAndLeave() async throws {
    let robot = try PseudoTerminal(probe)
    #expect(robot.initialModes.isCooked)
    try await wholeFrame(robot, showing: "80x24")
    try await robot.until("the cursor where it belongs") {
      $0.isAlternate && !$0.showsCursor && $0.cursor == (1, 1)
    }
    #expect(!robot.modes.isCooked)
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
    expectRestored(robot)
  }

  private func expectRestored(_ robot: PseudoTerminal) {
    #expect(robot.modes == robot.initialModes)
    #expect(!robot.screenshot.isAlternate)
    #expect(robot.screenshot.showsCursor)
    #expect(!robot.screenshot.reportsMouse)
    let output = String(decoding: robot.output, as: UTF8.self)
    for mode in ["?2004", "?1004", "?1002", "?1006"] {
      let on = output.ranges(of: "\u{1B}[\(mode)h").last
      let off = output.ranges(of: "\u{1B}[\(mode)l").last
      if let on { #expect(off.map { $0.lowerBound > on.lowerBound } == true, "\(mode)") }
    }
  }

  @Test("hears keys, pastes, the mouse and resizes")
  func inputs() async throws {
    let robot = try PseudoTerminal(probe, ["", "mouse"])
    try await robot.until("mouse reports") { $0.reportsMouse && $0.contains("80x24") }
    robot.send("é\u{1B}[1;5C")
    try await robot.until(shows: "right")
    robot.send("\u{1B}[<64;3;4M\u{1B}[200~two\rlines\u{1B}[201~")
    try await robot.until(shows: "wheelUp")
    try await robot.until(shows: "two")
    robot.send("\u{1B}")
    try await robot.until(shows: "escape")
    robot.resize(columns: 101, rows: 30)
    try await wholeFrame(robot, showing: "101x30")
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }

  @Test(
    "leaves the terminal as it was when a signal ends it",
    arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signals(_ signal: Int32) async throws {
    let robot = try PseudoTerminal(probe)
    try await robot.until(shows: "80x24")
    robot.signal(signal)
    #expect(try await robot.ending() == .exited(5))
    expectRestored(robot)
    #expect(robot.screenshot.contains("ended by signal \(signal)"))
  }

  @Test(
    "leaves the terminal as it was when it crashes, and says where the messages are",
    arguments: [("f", SIGILL), ("a", SIGABRT), ("s", SIGSEGV), ("k", SIGSEGV)])
  func crashes(_ key: String, _ signal: Int32) async throws {
    let log = temporaryLog()
    defer { unlink(log) }
    let robot = try PseudoTerminal(probe, [log, "mouse"])
    try await robot.until(shows: "80x24")
    robot.send(key)
    let ending = try await robot.ending()
    #expect(ending == .killed(signal: signal) || key == "f" && ending == .killed(signal: SIGTRAP))
    expectRestored(robot)
    #expect(robot.screenshot.contains("crashed, see the log"))
    if key == "f" { #expect(contents(log).contains("on purpose")) }
  }

  @Test("a crash report waits for nobody and is not on the screen")
  func crashReport() async throws {
    let log = temporaryLog()
    defer { unlink(log) }
    let robot = try PseudoTerminal(
      probe, [log], environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=yes"])
    try await robot.until(shows: "80x24")
    robot.send("f")
    #expect(try await robot.ending() != .exited(0))
    expectRestored(robot)
    #expect(robot.screenshot.text.split(separator: "\n") == ["crashed, see the log"])
    #expect(contents(log).contains("on purpose"))
  }

  @Test("leaves the terminal as it was when something calls exit")
  func exits() async throws {
    let robot = try PseudoTerminal(probe)
    try await robot.until(shows: "80x24")
    robot.send("x")
    #expect(try await robot.ending() == .exited(3))
    expectRestored(robot)
  }

  @Test("suspends to the shell and comes back at the size that the window has then")
  func suspend() async throws {
    let robot = try PseudoTerminal(probe, underShell: true)
    try await robot.until(shows: "80x24")
    for columns in [90, 100] {
      robot.send("\u{1A}")
      try await robot.stopped()
      try await robot.until("the shell's screen") { !$0.isAlternate && $0.showsCursor }
      expectRestored(robot)
      robot.resize(columns: columns, rows: 20)
      robot.signal(SIGCONT, group: true)
      let shot = try await wholeFrame(robot, showing: "\(columns)x20")
      #expect(shot.isAlternate)
      try await robot.poll("raw modes") { !robot.modes.isCooked }
    }
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
    expectRestored(robot)
  }

  @Test("suspends on SIGTSTP too")
  func stopSignal() async throws {
    let robot = try PseudoTerminal(probe, underShell: true)
    try await robot.until(shows: "80x24")
    robot.send("t")
    try await robot.stopped()
    robot.signal(SIGCONT, group: true)
    try await robot.until(shows: "continued")
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
    expectRestored(robot)
  }

  @Test("takes the terminal again after somebody else stopped it")
  func stoppedFromOutside() async throws {
    let robot = try PseudoTerminal(probe, underShell: true)
    try await robot.until(shows: "80x24")
    robot.signal(SIGSTOP, group: true)
    try await robot.stopped()
    robot.resetModes()
    robot.resize(columns: 70, rows: 24)
    robot.signal(SIGCONT, group: true)
    try await robot.until(shows: "70x24")
    try await robot.poll("raw modes") { !robot.modes.isCooked }
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
    expectRestored(robot)
  }

  @Test("does not suspend when no shell would continue it")
  func noShell() async throws {
    let robot = try PseudoTerminal(probe)
    try await robot.until(shows: "80x24")
    robot.send("\u{1A}")
    try await robot.until(shows: "nobody to return to")
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }

  @Test("keeps standard error off the screen, and gives it back")
  func standardError() async throws {
    let log = temporaryLog()
    defer { unlink(log) }
    let robot = try PseudoTerminal(probe, [log])
    try await robot.until(shows: "80x24")
    robot.send("ee")
    try await robot.poll("messages in the log") {
      contents(log) == "to standard error\nto standard error\n"
    }
    #expect(!robot.screenshot.contains("to standard error"))
    var status = stat()
    #expect(stat(log, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }

  @Test("repaints what another program overwrote")
  func redraw() async throws {
    let robot = try PseudoTerminal(probe)
    try await robot.until(shows: "80x24")
    let count = robot.output.count
    robot.send("\u{C}")
    try await robot.until(shows: "character(\"l\")")
    let repainted = String(decoding: robot.output[count...], as: UTF8.self)
    #expect(repainted.contains("80x24"))
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }

  @Test(
    "shows what the terminal can show",
    arguments: [
      ([:], "rgb utf8=true"),
      (["COLORTERM": "truecolor", "TERM": "xterm-256color"], "rgb utf8=true"),
      (["COLORTERM": "truecolor", "TERM": "screen-256color"], "indexed utf8=true"),
      (["COLORTERM": "truecolor", "NO_COLOR": "1"], "none utf8=true"),
      (["TERM": "xterm-256color"], "indexed utf8=true"),
      (["LANG": ""], "rgb utf8=true"),
      (["LANG": "C"], "rgb utf8=false"),
      (["LANG": "nowhere.UTF-8"], "rgb utf8=true"),
      (["TERM": "xterm"], "ansi utf8=true"),
      (["TERM": "vt100"], "none utf8=true"),
    ])
  func abilities(_ environment: [String: String], _ expected: String) async throws {
    let robot = try PseudoTerminal(probe, environment: environment)
    try await wholeFrame(
      robot, showing: expected, corner: expected.hasSuffix("true") ? "┗" : "?")
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }

  @Test(
    "says what is wrong with a terminal that cannot show it",
    arguments: [
      ("", "TERM is not set"), ("dumb", "cannot show a full screen"),
      ("no-such-terminal", "is not known on this system"),
    ])
  func unusable(_ term: String, _ sentence: String) async throws {
    let robot = try PseudoTerminal(probe, environment: ["TERM": term], columns: 200)
    #expect(try await robot.ending() == .exited(1))
    #expect(robot.screenshot.contains(sentence))
    #expect(robot.modes == robot.initialModes)
  }

  @Test("asks the terminal to copy")
  func copy() async throws {
    let robot = try PseudoTerminal(probe)
    try await robot.until(shows: "80x24")
    robot.send("c")
    try await robot.until(shows: "copied true")
    #expect(String(decoding: robot.output, as: UTF8.self).contains("\u{1B}]52;c;dGV4dA==\u{7}"))
    robot.send("q")
    #expect(try await robot.ending() == .exited(0))
  }
}
