/// What comes from the terminal and from the signals about it.
public enum TerminalInput: Hashable, Sendable {
  case key(KeyPress)
  case paste(Paste)
  case mouse(MouseEvent)
  /// The terminal's window gained or lost the keyboard focus.
  case focus(Bool)
  case resized(Size)
  /// Somebody sent SIGTSTP; Ctrl-Z arrives as a key.
  case suspendRequested
  /// The process runs again after a stop (SIGCONT).
  case continued
  /// SIGTERM, SIGHUP (also when the terminal is gone), SIGINT or SIGQUIT, by number.
  case terminate(signal: Int32)
}

/// Text pasted in one go (bracketed paste).
public struct Paste: Hashable, Sendable {
  /// Line ends are line feeds; bytes that are not UTF-8 are replaced. Not sanitised otherwise.
  public var text: String
  /// Bytes beyond ``InputParser/pasteLimit`` that were dropped.
  public var droppedBytes: Int

  public init(text: String, droppedBytes: Int = 0) {
    self.text = text
    self.droppedBytes = droppedBytes
  }
}

public struct MouseEvent: Hashable, Sendable {
  public enum Button: Hashable, Sendable {
    case left, middle, right
  }

  public enum Kind: Hashable, Sendable {
    case press(Button)
    case drag(Button)
    case release(Button)
    case wheelUp, wheelDown, wheelLeft, wheelRight
  }

  public var kind: Kind
  /// Zero-based column and row; may lie outside the screen.
  public var x: Int
  public var y: Int
  public var modifiers: KeyPress.Modifiers

  public init(_ kind: Kind, x: Int, y: Int, modifiers: KeyPress.Modifiers = []) {
    self.kind = kind
    self.x = x
    self.y = y
    self.modifiers = modifiers
  }
}
