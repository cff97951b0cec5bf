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
    // tmux takes 24 bits always and shows what the terminal around it can. GNU screen has the name
    // that tmux once had, inherits COLORTERM and garbles 24-bit colours.
    let isScreen = term.hasPrefix("screen") && environment("TMUX") == nil
    let isTmux = term.hasPrefix("tmux") || term.hasPrefix("screen") && !isScreen
    let isDirect = isTmux || ["truecolor", "24bit"].contains(environment("COLORTERM"))
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
