import EtcdModel
import TerminalModel
import Themes

/// A member's verdict as a word, a colour and a glyph.
struct MemberHealth {
  let word: String
  let role: ThemeRole
  private let mark: Unicode.Scalar?

  init(_ member: MemberSnapshot, _ glyphs: GlyphSet) {
    if member.isPending {
      (word, role, mark) = ("asking", .statusBusy, glyphs.learner)
      return
    }
    word = member.verdict.rawValue
    switch member.verdict {
    case .healthy: (role, mark) = (.healthOK, nil)
    case .slow, .lagging: (role, mark) = (.healthSlow, glyphs.warning)
    case .noLeader, .alarm: (role, mark) = (.healthDown, glyphs.warning)
    case .unreachable, .partitioned: (role, mark) = (.healthDown, glyphs.down)
    }
  }

  /// What is wrong before what its part is.
  func glyph(for member: MemberSnapshot, _ glyphs: GlyphSet) -> Unicode.Scalar {
    if let mark { return mark }
    return switch member.role {
    case .leader: glyphs.leader
    case .learner: glyphs.learner
    case .follower, nil: glyphs.follower
    }
  }

  /// The glyph and the member's name.
  static func name(of member: MemberSnapshot, _ painter: Painter) -> StyledText {
    let health = MemberHealth(member, painter.glyphs)
    var name = StyledText("\(health.glyph(for: member, painter.glyphs)) ", health.role)
    name.append(Sanitiser(width: painter.width).text(member.displayName), .uiForeground)
    return name
  }
}
