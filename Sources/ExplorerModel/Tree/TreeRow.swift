import EtcdModel

/// How many keys lie under a branch.
public enum KeyCount: Hashable, Sendable {
  case exact(Int)
  /// About this many, as neighbours have: shown with `~`.
  case estimated(Int)
  /// So many were counted before it became dear to go on: shown with `>`.
  case atLeast(Int)
}

/// One row of the keys pane, flattened.
public struct TreeRow: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case key
    case branch(isExpanded: Bool, count: KeyCount?)
    /// The level goes on: Enter loads the next page.
    case more
    case loading(since: ContinuousClock.Instant)
    /// The server refuses to list this branch.
    case noAccess
    /// Enter tries again.
    case failed(EtcdError)
    /// The branch holds no key (any more).
    case empty
    /// Something that must be known about the level, as a sentence, such as that it was loaded
    /// again because its revision was compacted, or that it changed too fast to be followed.
    case notice(String)
  }

  public var content: Content
  public var depth: Int
  /// The segment: foreign bytes. A branch's ends with the delimiter; a key's is empty when the key
  /// ends where its branch does.
  public var name: [UInt8]
  public var isSelected: Bool
  /// When a watch last changed it, for a while.
  public var changedAt: ContinuousClock.Instant?
  /// The value pane shows this key.
  public var isOpen: Bool

  public init(
    content: Content, depth: Int, name: [UInt8] = [], isSelected: Bool = false,
    changedAt: ContinuousClock.Instant? = nil, isOpen: Bool = false
  ) {
    self.content = content
    self.depth = depth
    self.name = name
    self.isSelected = isSelected
    self.changedAt = changedAt
    self.isOpen = isOpen
  }
}
