import TerminalModel

/// How a terminal is to be coloured, from what the environment says about it.
enum ColorChoice: Hashable, Sendable {
  /// `NO_COLOR` is set and not empty (no-color.org).
  case none
  /// 24 bits, by ``DirectColorEntry``.
  case direct
  /// As many as the terminal's own description says.
  case described

  init(environment: (String) -> String?, maximum: ColorDepth = .rgb) {
    if maximum == .none {
      self = .none
      return
    }
    if let noColor = environment("NO_COLOR"), !noColor.isEmpty {
      self = .none
      return
    }
    let term = environment("TERM") ?? ""
    let isDirect = ["truecolor", "24bit"].contains(environment("COLORTERM"))
    // GNU screen calls itself like tmux of old, inherits COLORTERM and garbles 24-bit colours.
    let isScreen = term.hasPrefix("screen") && environment("TMUX") == nil
    let isLimited = ["linux", "vt", "dumb", "cons", "sun", "ansi"].contains(where: term.hasPrefix)
    self = isDirect && !isScreen && !isLimited && maximum == .rgb ? .direct : .described
  }

  /// The depth that results when the terminal's description in use has `colors` colours.
  func depth(colors: Int32) -> ColorDepth {
    switch (self, colors) {
    case (.none, _), (.described, ..<8): .none
    case (.direct, _): .rgb
    case (.described, 256...): .indexed
    case (.described, _): .ansi
    }
  }
}
