import CVTerm
import Glibc
import Synchronization

/// A robot at a terminal: starts a real program on a pseudo-terminal, types, resizes, and waits
/// until the screen shows what a user would look for.
///
/// The program leads a session of its own, with the pseudo-terminal as its controlling terminal.
/// Whatever is left of it is killed when the robot goes.
public final class PseudoTerminal: Sendable {
  /// Something did not happen in time; shows the screen.
  public struct Timeout: Error, CustomStringConvertible {
    public var description: String
  }

  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  /// The terminal's modes, to compare before and after.
  public struct Modes: Hashable, Sendable {
    public var input, output, control, local: UInt32
    public var echoes: Bool { local & UInt32(ECHO) != 0 }
    /// Lines are edited and echoed by the terminal, as a shell leaves it.
    public var isCooked: Bool { local & UInt32(ICANON) != 0 && echoes }
  }

  private struct State {
    var screen: VirtualScreen
    var shot: Screenshot?
    var output: [UInt8] = []
    var isClosed = false
    var ending: Ending?
    var isStopped = false
  }

  /// The process that was started: the program, or the shell above it.
  public let processID: pid_t
  /// The modes before the program started.
  public let initialModes: Modes
  private let controller: Int32
  private let state: Mutex<State>

  /// Starts `executable` with a clean environment (`TERM=tmux-256color`, `LANG=C.UTF-8`, no
  /// backtraces) and `environment` on top of it; an empty value removes a variable.
  ///
  /// `underShell` puts a shell between, as when a user types the command: a program that leads its
  /// session has nobody to suspend to.
  public init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24, underShell: Bool = false
  ) throws {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var controller: Int32 = -1
    var subordinate: Int32 = -1
    var path = [CChar](repeating: 0, count: 128)
    guard openpty(&controller, &subordinate, &path, nil, &size) == 0 else {
      throw Timeout(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    defer { close(subordinate) }
    for descriptor in [controller, subordinate] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    initialModes = Self.modes(of: controller)
    let command =
      underShell
      ? ["/bin/sh", "-c", "\"$0\" \"$@\"; exit $?", executable] + arguments
      : [executable] + arguments
    do {
      processID = try Self.spawn(command, Self.variables(environment), terminal: path)
    } catch {
      close(controller)
      throw error
    }
    self.controller = controller
    state = Mutex(State(screen: VirtualScreen(columns: columns, rows: rows)))
    startReading()
  }

  deinit {
    if state.withLock({ $0.ending }) == nil {
      kill(-processID, SIGKILL)
      kill(processID, SIGKILL)
      waitpid(processID, nil, 0)
    }
    close(controller)
  }

  /// Types text, or any bytes: `"\u{1B}[A"` is the up key.
  public func send(_ text: String) {
    Self.write(Array(text.utf8), to: controller)
  }

  public func resize(columns: Int, rows: Int) {
    state.withLock { state in
      state.screen.resize(columns: columns, rows: rows)
      state.shot = nil
    }
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Sets the modes back to what they were at first, as a shell does when its job stops.
  public func resetModes() {
    var modes = termios()
    tcgetattr(controller, &modes)
    modes.c_iflag = initialModes.input
    modes.c_oflag = initialModes.output
    modes.c_cflag = initialModes.control
    modes.c_lflag = initialModes.local
    tcsetattr(controller, TCSANOW, &modes)
  }

  /// Sends a signal to the process, or to all of its group as the terminal and `fg` do.
  public func signal(_ signal: Int32, group: Bool = false) {
    let isRunning = state.withLock { state in
      if signal == SIGCONT { state.isStopped = false }
      return state.ending == nil
    }
    guard isRunning else { return }
    kill(group ? -processID : processID, signal)
  }

  public var screenshot: Screenshot {
    state.withLock { state in
      if let shot = state.shot { return shot }
      let shot = state.screen.screenshot()
      state.shot = shot
      return shot
    }
  }

  /// All bytes that the program has written.
  public var output: [UInt8] { state.withLock { $0.output } }

  public var modes: Modes { Self.modes(of: controller) }

  private static func modes(of terminal: Int32) -> Modes {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return Modes(
      input: modes.c_iflag, output: modes.c_oflag, control: modes.c_cflag, local: modes.c_lflag)
  }

  /// Waits until the screen is as `condition` says.
  @discardableResult
  public func until(
    _ expectation: String, within limit: Duration = .seconds(180),
    _ condition: (Screenshot) -> Bool
  ) async throws -> Screenshot {
    var shot = screenshot
    try await poll(expectation, within: limit) {
      shot = screenshot
      return condition(shot)
    }
    return shot
  }

  /// Waits until a row shows `text`.
  @discardableResult
  public func until(shows text: String, within limit: Duration = .seconds(180)) async throws
    -> Screenshot
  {
    try await until("\"\(text)\" on the screen", within: limit) { $0.contains(text) }
  }

  /// Waits until something holds that is not on the screen: a mode, a byte of ``output``.
  public func poll(
    _ expectation: String, within limit: Duration = .seconds(180), _ condition: () -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + limit
    while !condition() {
      guard ContinuousClock.now < deadline else {
        throw Timeout(
          description: "waited \(limit) for \(expectation); the screen:\n\(screenshot.text)")
      }
      try await Task.sleep(for: .milliseconds(3))
    }
  }

  /// Waits for the end of the process, and until all its output has been read.
  public func ending(within limit: Duration = .seconds(180)) async throws -> Ending {
    var ending: Ending?
    try await poll("the end of the process", within: limit) {
      ending = reap().ending
      return ending != nil && state.withLock { $0.isClosed }
    }
    return ending ?? .exited(-1)
  }

  /// Waits until the process is stopped, as after Ctrl-Z.
  public func stopped(within limit: Duration = .seconds(180)) async throws {
    try await poll("the process to stop", within: limit) { reap().isStopped }
  }

  private func reap() -> (ending: Ending?, isStopped: Bool) {
    state.withLock { state in
      var status: Int32 = 0
      if state.ending == nil,
        waitpid(processID, &status, WNOHANG | WUNTRACED) == processID
      {
        if status & 0x7F == 0 {
          state.ending = .exited(status >> 8 & 0xFF)
        } else if status & 0xFF == 0x7F {
          state.isStopped = true
        } else {
          state.ending = .killed(signal: status & 0x7F)
        }
      }
      return (state.ending, state.isStopped)
    }
  }

  /// A thread of its own reads, so that the program never waits for the test. It owns the
  /// controlling end's copy and keeps the robot alive no longer than a read.
  private func startReading() {
    let descriptor = fcntl(controller, F_DUPFD_CLOEXEC, 3)
    let reader = Unmanaged.passRetained(Reader(robot: self, descriptor: descriptor))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Reader>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, reader.toOpaque())
    pthread_detach(thread)
  }

  private final class Reader {
    weak var robot: PseudoTerminal?
    let descriptor: Int32

    init(robot: PseudoTerminal, descriptor: Int32) {
      self.robot = robot
      self.descriptor = descriptor
    }

    func run() {
      var buffer = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0, let robot else { break }
        robot.received(buffer[..<count])
      }
      robot?.state.withLock { $0.isClosed = true }
      close(descriptor)
    }
  }

  private func received(_ bytes: ArraySlice<UInt8>) {
    let replies = state.withLock { state in
      state.output += bytes
      state.screen.feed(bytes)
      state.shot = nil
      return state.screen.takeReplies()
    }
    Self.write(replies, to: controller)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private static func variables(_ changes: [String: String]) -> [String] {
    var variables = [
      "TERM": "tmux-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
    ]
    for name in ["PATH", "HOME"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    variables.merge(changes) { $1 }
    return variables.compactMap { $1.isEmpty ? nil : "\($0)=\($1)" }
  }

  private static func spawn(_ command: [String], _ variables: [String], terminal: [CChar]) throws
    -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session leader opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // POSIX_SPAWN_SETSID is hidden from Swift.
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let arguments = command.map { strdup($0) } + [nil]
    let environment = variables.map { strdup($0) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, command[0], &actions, &attributes, arguments, environment)
    guard code == 0 else {
      throw Timeout(description: "\(command[0]) does not start: \(String(cString: strerror(code)))")
    }
    return process
  }
}
