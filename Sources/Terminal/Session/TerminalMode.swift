import CTerminal

/// The sequences that ncurses does not send: bracketed paste, focus reports, the mouse, and
/// synchronized updates.
enum TerminalMode {
  static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)

  static let synchronizedOn = Array("\u{1B}[?2026h".utf8)
  static let synchronizedOff = Array("\u{1B}[?2026l".utf8)

  static func on(mouse: Bool) -> [UInt8] {
    Array("\u{1B}[?2004h\u{1B}[?1004h".utf8) + (mouse ? mouseOn : [])
  }

  /// All of them, on or not: harmless.
  static let off = synchronizedOff + mouseOff + Array("\u{1B}[?1004l\u{1B}[?2004l".utf8)

  /// What ncurses would send at its end, from the description in use.
  static var leaveScreen: [UInt8] {
    ["sgr0", "op", "rmcup", "cnorm"].flatMap { name -> [UInt8] in
      // Missing is nil, and -1 for a capability that is no string.
      guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return [] }
      return Array(String(cString: text).utf8)
    }
  }
}
