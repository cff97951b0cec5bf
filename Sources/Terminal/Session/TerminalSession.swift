import CTerminal
import Glibc
import TerminalModel

/// The terminal as a full screen, from entering to leaving.
///
/// Open it before anything else starts threads, since it reads and sets environment variables.
/// However the process ends short of SIGKILL, the terminal is left as it was found: by ``close()``,
/// at `exit`, or by the crash handlers.
///
///     let session = try TerminalSession(options)
///     for await input in session.inputs {
///       switch input {
///       case .key(.control("z")), .suspendRequested: session.suspend()
///       case .continued: size = session.resume()
///       case .resized(let new): session.resize(to: new)
///       case .terminate: session.close()   // and leave
///       …
@MainActor
public final class TerminalSession {
  public struct Options: Sendable {
    /// Where standard error goes while the screen is up; created with mode 0600 when missing. With
    /// nil, or when it cannot be opened, messages are dropped. Standard error that is not the
    /// terminal stays as it is.
    public var errorLog: String?
    /// Printed after a crash, when the terminal is back: where to find the messages.
    public var crashNotice: String
    /// Reports clicks, drags and the wheel. The terminal's own selection then needs Shift.
    public var usesMouse: Bool
    /// Fewer colours than the terminal has.
    public var maximumColorDepth: ColorDepth

    public init(
      errorLog: String? = nil, crashNotice: String = "", usesMouse: Bool = false,
      maximumColorDepth: ColorDepth = .rgb
    ) {
      self.errorLog = errorLog
      self.crashNotice = crashNotice
      self.usesMouse = usesMouse
      self.maximumColorDepth = maximumColorDepth
    }
  }

  /// Keys and signals in their order, none lost. One consumer.
  public nonisolated let inputs: AsyncStream<TerminalInput>
  /// Whether the terminal understands UTF-8; if not, draw with ASCII only.
  public nonisolated let isUTF8: Bool
  /// What canvases and sanitisers must measure with for this terminal.
  public nonisolated let width: ScalarWidth
  public var colorDepth: ColorDepth { screen.colorDepth }
  public var size: Size { screen.size }

  private let options: Options
  private let screen: Screen
  private let reader: InputReader
  private var errorRedirect: ErrorRedirect?
  private var modes: termios
  private var usesMouse: Bool

  private enum Phase {
    case up, suspended, closed
  }
  private var phase = Phase.up

  public init(_ options: Options = Options()) throws(TerminalError) {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal("standard output") }
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal("standard input") }
    guard let term = environment("TERM"), !term.isEmpty else { throw .noTerminalType }
    guard term != "dumb" else { throw .incapableTerminal(term) }
    guard let output = ct_standard_output(), let input = ct_standard_input() else {
      throw .notATerminal("standard output")
    }

    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else {
      throw .system("the terminal's modes cannot be read", code: errno)
    }
    self.modes = modes
    self.options = options
    usesMouse = options.usesMouse
    isUTF8 = Locale.adopt(environment: environment)
    width = Locale.width(isUTF8: isUTF8)
    reader = try InputReader(terminal: STDIN_FILENO)
    inputs = reader.inputs
    // Before newterm: ncurses takes over only signals that nobody handles.
    ct_signals_to_pipe(reader.signalPipe)
    do throws(TerminalError) {
      screen = try Screen(
        term: term,
        color: ColorChoice(environment: environment, maximum: options.maximumColorDepth),
        maximumDepth: options.maximumColorDepth, isUTF8: isUTF8,
        size: windowSize(of: STDOUT_FILENO), output: output, input: input)
    } catch {
      ct_signals_restore()
      reader.stop()
      throw error
    }
    enter()
    reader.start()
  }

  /// Shows a canvas; cheap when little changed, and nothing is written when nothing did. Does
  /// nothing while suspended or closed.
  public func draw(_ canvas: Canvas, cursor: Cursor? = nil) {
    guard phase == .up else { return }
    screen.draw(canvas, cursor: cursor)
  }

  /// The next frame repaints everything (Ctrl-L): another program may have written to the terminal.
  public func redraw() {
    if phase == .up { screen.invalidate() }
  }

  /// Call when ``TerminalInput/resized(_:)`` came, before drawing at the new size.
  public func resize(to size: Size) {
    if phase == .up { screen.resize(to: size) }
  }

  /// Turns mouse reports on or off.
  public func setMouse(_ isOn: Bool) {
    usesMouse = isOn
    if phase == .up { screen.send(isOn ? TerminalMode.mouseOn : TerminalMode.mouseOff) }
  }

  /// Asks the terminal to copy bytes (OSC 52); false when there are more than terminals take.
  /// Whether it obeyed is not known.
  public func copy(_ bytes: [UInt8]) -> Bool {
    guard phase == .up,
      let sequence = Clipboard.copySequence(bytes, insideTmux: getenv("TMUX") != nil)
    else { return false }
    screen.send(sequence)
    return true
  }

  /// Rings the bell and asks the terminal to notify the desktop (OSC 9).
  public func alert(_ text: String) {
    if phase == .up { screen.send(Notification.sequence(text)) }
  }

  /// Leaves the screen and stops the process with its group, as Ctrl-Z does; ``resume()`` when
  /// ``TerminalInput/continued`` comes, and not before: this may return before the stop takes hold.
  ///
  /// False, and nothing happens, when no shell is there to continue the process.
  @discardableResult
  public func suspend() -> Bool {
    guard phase == .up, Self.hasShell else { return false }
    leave()
    phase = .suspended
    kill(0, SIGSTOP)
    return true
  }

  /// Enters the screen again and returns its size, which may have changed. Right after any
  /// ``TerminalInput/continued``: a process that somebody else stopped finds its terminal changed.
  @discardableResult
  public func resume() -> Size {
    guard phase != .closed else { return size }
    if phase == .suspended { enter() }
    phase = .up
    reset_prog_mode()
    screen.send(TerminalMode.on(mouse: usesMouse))
    screen.resize(to: windowSize(of: STDOUT_FILENO) ?? size)
    reader.pause(false)
    return size
  }

  /// Leaves the screen for good and ends ``inputs``. Later calls do nothing.
  public func close() {
    guard phase != .closed else { return }
    if phase == .up { leave() }
    phase = .closed
    screen.close()
    ct_signals_restore()
    reader.stop()
  }

  private func enter() {
    errorRedirect = ErrorRedirect(log: options.errorLog)
    let restore = TerminalMode.off + TerminalMode.leaveScreen
    restore.withUnsafeBytes { bytes in
      ct_prepare_restore(
        STDOUT_FILENO, &modes, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count,
        errorRedirect?.original ?? -1, options.crashNotice)
    }
    ct_arm_restore(true)
    screen.send(TerminalMode.on(mouse: usesMouse))
  }

  private func leave() {
    reader.pause(true)
    screen.send(TerminalMode.off)
    screen.leave()
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    ct_arm_restore(false)
    errorRedirect?.undo()
    errorRedirect = nil
  }

  /// A process whose parent belongs to another session has nobody who would continue it.
  private static var hasShell: Bool { getsid(getppid()) == getsid(0) }
}
