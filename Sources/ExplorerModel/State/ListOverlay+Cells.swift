extension ListOverlay {
  /// A heading, and how its cells are laid out.
  public struct Column: Hashable, Sendable {
    public var title: String
    /// Numbers stand at the right.
    public var isNumber: Bool
    /// Dropped before columns of a lower number where there is no room; 0 always stays.
    public var rank: Int
    /// Kept wide when what is on the screen needs less, so that scrolling doesn't move columns.
    public var minimum: Int
    /// Takes the room that is left. Where the selected row's cell is cut even so, all of its text
    /// stands below the list.
    public var grows: Bool

    public init(
      _ title: String, isNumber: Bool = false, rank: Int = 0, minimum: Int = 0, grows: Bool = false
    ) {
      self.title = title
      self.isNumber = isNumber
      self.rank = rank
      self.minimum = minimum
      self.grows = grows
    }
  }

  /// A value and what it means; the screen decides how both look.
  public struct Cell: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
      /// May be foreign.
      case text(String)
      /// Our own: shown as it is.
      case words(String)
      /// A key or another name: any bytes.
      case bytes([UInt8])
      case number(Int)
      /// Bytes.
      case size(Int)
      case latency(Duration)
      /// Per second, without the unit.
      case rate(Double)
      /// The time of day.
      case time(ContinuousClock.Instant)
      /// Several, one after the other.
      case phrase([Content])
      /// How long ago; grows while it is on the screen.
      case age(since: ContinuousClock.Instant)

      fileprivate func holds(_ needle: String) -> Bool {
        switch self {
        case .text(let text), .words(let text): text.lowercased().contains(needle)
        case .bytes(let bytes):
          String(decoding: bytes, as: UTF8.self).lowercased().contains(needle)
        case .phrase(let parts): parts.contains { $0.holds(needle) }
        default: false
        }
      }
    }

    public enum Tone: Hashable, Sendable {
      case plain, dim, faint, strong
      case good, warning, bad
      /// Of the leader.
      case leader
      case time
      case added, removed, changed
    }

    public var content: Content
    public var tone: Tone

    public init(_ content: Content, _ tone: Tone = .plain) {
      self.content = content
      self.tone = tone
    }

    public init(_ text: String, _ tone: Tone = .plain) {
      self.init(.text(text), tone)
    }

    /// Whether the text contains what was typed, given in lower case.
    func holds(_ needle: String) -> Bool { content.holds(needle) }

    /// How well the text answers to what was typed; nil when it doesn't. Nothing typed picks all.
    func score(_ typed: String) -> Int? {
      guard !typed.isEmpty else { return 0 }
      return if case .text(let text) = content { FuzzyScore.of(typed, in: text) } else { nil }
    }
  }
}
