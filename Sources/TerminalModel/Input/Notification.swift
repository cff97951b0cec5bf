/// Getting the attention of a user who looks elsewhere.
public enum Notification {
  private static let limit = 200

  /// The bell, then OSC 9, which terminals that know it pass on to the desktop; others ignore it.
  ///
  /// - Parameter text: foreign text: made inert and cut.
  public static func sequence(_ text: String) -> [UInt8] {
    let words = Sanitiser().text(String(text.prefix(limit)))
    return Array("\u{7}\u{1B}]9;etcdscope: \(words)\u{1B}\\".utf8)
  }
}
