/// Said once in a user's life, in the message line, when it is of use.
public enum FirstHint: String, Hashable, Sendable, CaseIterable {
  case welcome, value, watches, members, latency

  /// What is said when this pane is focused for the first time.
  init?(_ pane: Pane) {
    switch pane {
    case .keys: return nil
    case .value: self = .value
    case .watches: self = .watches
    case .members: self = .members
    case .latency: self = .latency
    }
  }

  /// With ids of actions in braces, in place of their keys.
  private var template: String {
    switch self {
    case .welcome: "New here? {help} shows what a pane can do, {palette.open} finds everything."
    case .value: "{value.format} shows the value in another format, {value.search} searches in it."
    case .watches: "{watch.add} watches a prefix, {watch.event} shows what an event changed."
    case .members: "{member.details} shows all about a member, {members.mode} who believes what."
    case .latency: "{latency.mode} shows the heat map and the picks, {balancer.menu} the policies."
    }
  }

  /// With the keys that the user's actions have; nil when one of them has none.
  func words(_ registry: ActionRegistry) -> String? {
    var words = ""
    for part in template.split(separator: "{", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2 else {
        words += part
        continue
      }
      guard let key = registry.actions.first(where: { $0.id == pieces[0] })?.keys.first else {
        return nil
      }
      words += key.name + pieces[1]
    }
    return words
  }
}

extension ExplorerState {
  /// After each event: the hint of the pane that has come into focus, unless something else is said.
  mutating func giveFirstHint() -> [Effect] {
    guard !unseenHints.isEmpty, overlay == nil,
      message == nil || message?.severity == .hint && focus != hintedPane
    else { return [] }
    guard let hint = unseenHints.contains(.welcome) ? .welcome : FirstHint(focus),
      unseenHints.remove(hint) != nil, let words = hint.words(registry)
    else { return [] }
    say(words, .hint)
    hintedPane = focus
    return [.savePreference(.seenHint(hint))]
  }
}
