/// Whether a terminal's ground is light, from what it says about its colours.
public enum GroundReply {
  /// Asks for the background (OSC 11), then for the terminal's attributes (DA1): whoever knows
  /// nothing of the first answers the second, so that nobody waits for nothing.
  public static let question = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)

  /// Whether the answer to the second question is in, and so that to the first as well.
  public static func isComplete(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.firstRange(of: "\u{1B}[?") else { return false }
    return text[start.upperBound...].contains("c")
  }

  /// - Parameter bytes: an answer such as `ESC ] 11 ; rgb:1e1e/2e2e/3d3d ST`, and what else came.
  /// - Returns: nil when the ground is not told.
  public static func isLight(_ bytes: [UInt8]) -> Bool? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.firstRange(of: "]11;rgb:") else { return nil }
    let channels = text[start.upperBound...].prefix { $0.isHexDigit || $0 == "/" }
      .split(separator: "/").map(brightness)
    guard channels.count == 3, let red = channels[0], let green = channels[1],
      let blue = channels[2]
    else { return nil }
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5
  }

  /// - Parameter variable: of rxvt and Konsole, `COLORFGBG`: `foreground;background`, each one of
  ///   the 16 colours.
  public static func isLight(variable: String) -> Bool? {
    guard let ground = variable.split(separator: ";").last.flatMap({ Int($0) }) else { return nil }
    return ground == 7 || 9...15 ~= ground
  }

  /// 0…1 from one to four hexadecimal digits.
  private static func brightness(_ digits: Substring) -> Double? {
    guard 1...4 ~= digits.utf8.count, let value = Int(digits, radix: 16) else { return nil }
    return Double(value) / Double((1 << (4 * digits.utf8.count)) - 1)
  }
}
