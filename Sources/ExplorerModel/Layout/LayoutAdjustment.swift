/// One split of one layout: the parts of a page on screens of one shape.
public struct SplitPlace: Hashable, Sendable {
  public let shape: ScreenShape
  public let page: Int
  /// Which part of the page, and of that, and so on; empty for the page itself.
  public let path: [Int]

  public init(shape: ScreenShape, page: Int, path: [Int]) {
    self.shape = shape
    self.page = page
    self.path = path
  }
}

/// What the user made of a layout.
public struct LayoutAdjustment: Hashable, Sendable {
  /// Not on the screen until they are focused by their number.
  public internal(set) var hidden: Set<Pane>
  /// Of splits whose dividers were moved: what each part got.
  public internal(set) var shares: [SplitPlace: [Int]]

  public init(hidden: Set<Pane> = [], shares: [SplitPlace: [Int]] = [:]) {
    self.hidden = hidden
    self.shares = shares
  }

  public var isEmpty: Bool { hidden.isEmpty && shares.isEmpty }
}

/// How the screen was left, for the next start: the layout, what was made of each, and the mouse.
///
/// As text it has a fact a line. What can't be understood is left out, since nobody but this program
/// writes it, and a file from another version or a broken disk must not keep the screen from opening:
///
///     layout watch
///     mouse off
///     hide operate latency
///     split operate normal 0 0.1 14 12
public struct LayoutMemory: Hashable, Sendable {
  /// The layout that was chosen last; nil when none was. May be gone from the configuration.
  public var layout: String?
  public var isMouseOff = false
  /// By the name of the layout.
  public var adjustments: [String: LayoutAdjustment] = [:]

  /// More lines than that are no memory of ours.
  private static let limit = 1000
  /// More cells than any screen has.
  private static let largestShare = 10_000

  public init() {}

  public init(text: String) {
    for line in text.split(whereSeparator: \.isNewline).prefix(Self.limit) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      switch (words.first, words.count) {
      case ("layout", 2): layout = words[1]
      case ("mouse", 2): isMouseOff = words[1] == "off"
      case ("hide", 3):
        guard let pane = Pane(word: words[2]) else { continue }
        adjustments[words[1], default: LayoutAdjustment()].hidden.insert(pane)
      case ("split", 6...): readSplit(words)
      default: continue
      }
    }
    // A screen without a pane can't be meant.
    for name in adjustments.keys where adjustments[name]?.hidden.count == Pane.allCases.count {
      adjustments[name]?.hidden = []
    }
  }

  private mutating func readSplit(_ words: [String]) {
    guard let shape = ScreenShape(rawValue: words[2]), let page = Int(words[3]),
      let path = Self.path(words[4])
    else { return }
    let shares = words[5...].compactMap { Int($0) }
    guard shares.count == words.count - 5, shares.allSatisfy({ 1...Self.largestShare ~= $0 }) else {
      return
    }
    let place = SplitPlace(shape: shape, page: page, path: path)
    adjustments[words[1], default: LayoutAdjustment()].shares[place] = shares
  }

  public var text: String {
    var lines: [String] = []
    if let layout { lines.append("layout \(layout)") }
    if isMouseOff { lines.append("mouse off") }
    for (name, adjustment) in adjustments.sorted(by: { $0.key < $1.key }) {
      for pane in adjustment.hidden.sorted(by: { $0.rawValue < $1.rawValue }) {
        lines.append("hide \(name) \(pane.word)")
      }
      let splits = adjustment.shares.map { place, shares in
        let words = [
          "split", name, place.shape.rawValue, String(place.page),
          place.path.isEmpty ? "." : place.path.map(String.init).joined(separator: "."),
        ]
        return (words + shares.map(String.init)).joined(separator: " ")
      }
      lines += splits.sorted()
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func path(_ word: String) -> [Int]? {
    if word == "." { return [] }
    let steps = word.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    return steps.contains(nil) ? nil : steps.compactMap(\.self)
  }
}

extension Pane {
  /// As configuration and files write it.
  public var word: String { title.lowercased() }

  public init?(word: String) {
    guard let pane = Pane.allCases.first(where: { $0.word == word }) else { return nil }
    self = pane
  }
}
