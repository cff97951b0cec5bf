import TerminalModel

/// What makes a theme hard to read: text of less contrast than 4.5 : 1, or lines of less than 3 : 1
/// (WCAG 2.1, AA), each on all the grounds that it is drawn on.
///
/// Only 24-bit colours can be measured; how the terminal's own look is the user's choice.
public enum ThemeCheck {
  /// A role that falls short.
  public struct Finding: Hashable, Sendable, CustomStringConvertible {
    public let role: ThemeRole
    /// The role that gives the ground; nil for the role's own.
    public let ground: ThemeRole?
    public let contrast: Double
    public let needed: Double

    public var description: String {
      let place = ground.map { " on \($0.rawValue)" } ?? ""
      let tenths = Int(contrast * 10)
      return "\(role.rawValue)\(place) has a contrast of \(tenths / 10).\(tenths % 10), and needs "
        + (needed == lines ? "3" : "4.5")
    }
  }

  private static let lines = 3.0
  private static let text = 4.5

  /// Roles that carry no text.
  public static let chrome: Set<ThemeRole> = [
    .uiBorder, .uiBorderFocus, .uiSeparator, .uiScroll, .uiScrollThumb, .treeGuide, .graphGrid,
    .gaugeRest, .heatStart, .heatMiddle, .heatEnd, .dialogBorder,
  ]

  private static let grounds: Set<ThemeRole> = [
    .uiBackground, .headerBackground, .dialogBackground,
  ]

  /// What text of any role can be drawn on.
  private static let rows: [ThemeRole?] = [
    nil, .rowCursor, .rowCursorInactive, .dialogBackground, .headerBackground,
  ]

  public static func findings(in theme: Theme) -> [Finding] {
    var findings: [Finding] = []
    for role in ThemeRole.allCases where !grounds.contains(role) {
      let isChrome = chrome.contains(role)
      for ground in isChrome ? [nil] : rows {
        let style = ground == nil ? theme[role] : theme.style(role, on: ground)
        guard let foreground = RGB(style.foreground), let background = RGB(style.background) else {
          continue
        }
        let contrast = foreground.contrast(with: background)
        let needed = isChrome ? lines : text
        if contrast < needed {
          findings.append(
            Finding(role: role, ground: ground, contrast: contrast, needed: needed))
        }
      }
    }
    return findings
  }
}
