import TerminalModel
import Testing

@Suite("The terminal's ground") struct GroundReplyTests {
  @Test(
    "is told by OSC 11 with one to four digits a channel",
    arguments: [
      ("\u{1B}]11;rgb:1e1e/2e2e/3d3d\u{1B}\\\u{1B}[?62;22c", false),
      ("\u{1B}]11;rgb:ffff/fafa/f0f0\u{07}", true),
      ("x\u{1B}]11;rgb:f/f/e\u{1B}\\", true),
    ] as [(String, Bool)])
  func reply(text: String, isLight: Bool) {
    #expect(GroundReply.isLight(Array(text.utf8)) == isLight)
  }

  @Test(
    "is unknown where the answer is no colour",
    arguments: ["", "\u{1B}[?6c", "\u{1B}]11;rgb:zz/00/00\u{07}", "\u{1B}]11;rgb:1/2\u{07}"])
  func unknown(text: String) {
    #expect(GroundReply.isLight(Array(text.utf8)) == nil)
  }

  @Test("the second answer ends the waiting, whether or not the first came")
  func complete() {
    #expect(!GroundReply.isComplete(Array("\u{1B}]11;rgb:1e1e/2e2e/3d3d\u{1B}\\\u{1B}[?6".utf8)))
    #expect(GroundReply.isComplete(Array("\u{1B}[?62;22c".utf8)))
  }

  @Test(
    "is told by COLORFGBG too",
    arguments: [
      ("15;0", false), ("0;15", true), ("0;default;7", true), ("7;8", false), ("1;x", nil),
      ("", nil),
    ] as [(String, Bool?)])
  func variable(text: String, isLight: Bool?) {
    #expect(GroundReply.isLight(variable: text) == isLight)
  }
}
