import TerminalModel
import Testing

@testable import Terminal

@Suite("The choice of colours")
struct ColorChoiceTests {
  @Test(
    "follows NO_COLOR, COLORTERM and TERM",
    arguments: [
      (["TERM": "xterm-256color"], .described),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .direct),
      (["TERM": "xterm-kitty", "COLORTERM": "24bit"], .direct),
      (["TERM": "xterm-256color", "COLORTERM": "rxvt-xpm"], .described),
      (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], .none),
      (["TERM": "xterm-256color", "NO_COLOR": ""], .described),
      (["TERM": "linux", "COLORTERM": "truecolor"], .described),
      (["TERM": "screen-256color", "COLORTERM": "truecolor"], .described),
      (["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"], .direct),
      (["TERM": "screen", "TMUX": "/tmp/x,1,0"], .direct),
      (["TERM": "tmux-256color"], .direct),
    ] as [([String: String], ColorChoice)])
  func environment(_ variables: [String: String], _ choice: ColorChoice) {
    #expect(ColorChoice { variables[$0] } == choice)
  }

  @Test("takes no more than is wanted")
  func maximum() {
    let variables = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
    #expect(ColorChoice(environment: { variables[$0] }, maximum: .indexed) == .described)
    #expect(ColorChoice(environment: { variables[$0] }, maximum: .none) == .none)
  }

  @Test("takes the depth from the terminal's description")
  func depth() {
    #expect(
      [0, 8, 16, 88, 256].map { ColorChoice.described.depth(colors: $0) }
        == [.none, .ansi, .ansi, .ansi, .indexed])
    #expect(ColorChoice.direct.depth(colors: 1 << 24) == .rgb)
    #expect(ColorChoice.none.depth(colors: 256) == .none)
  }
}
