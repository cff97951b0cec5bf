import TerminalModel

extension Action {
  /// Going back in the store's time.
  static let time = [
    Action(
      "time.history", "History", keys: [.character("H")], scope: .global,
      help: "Lists every version of the key that compaction has left, deletes among them."
    ) { $0.openHistory() },
    Action(
      "time.compare", "Compare", keys: [.character("=")], scope: .pane(.keys),
      help: "Compares the key with its version before; a prefix with a revision that you type."
    ) { $0.compareSelected() },
    Action(
      "time.compare-value", "Compare", keys: [.character("=")], scope: .pane(.value),
      help: "Compares the version that is shown with the one before.",
      needs: .openKey
    ) { $0.compareSelected() },
    Action(
      "time.older", "Older revision", keys: [.character("[")], scope: .pane(.keys),
      help: "Shows the whole tree as it was one revision before."
    ) { $0.travel(by: -1) },
    Action(
      "time.newer", "Newer revision", keys: [.character("]")], scope: .pane(.keys),
      help: "Shows the whole tree as it was one revision later, in the end as it is now."
    ) { $0.travel(by: 1) },
    Action(
      "time.slider", "Go to revision", keys: [.character("\\")], scope: .pane(.keys),
      help:
        "Chooses a revision, typed or on a line from the compact revision to now, which leads back."
    ) { $0.openSlider() },
    Action(
      "time.older-version", "Older version", keys: [.character("[")], scope: .pane(.value),
      help: "Shows the version of the key before the one that is shown.",
      needs: .openKey
    ) { $0.showOlderVersion() },
    Action(
      "time.newer-version", "Newer version", keys: [.character("]")], scope: .pane(.value),
      help: "Shows the next version where the history was read, else the one of now.",
      needs: .openKey
    ) { $0.showNewerVersion() },
    Action(
      "history.compare", "Compare", keys: [.character("="), KeyPress(.function(5))], scope: .list,
      help: "In a history: compares the version with the marked one, else with the one before."
    ) { $0.compareVersions() },
    Action(
      "history.mark", "Mark", keys: [.character("m"), KeyPress(.function(6))], scope: .list,
      help: "In a history: marks a version to compare with, or unmarks it."
    ) { $0.markVersion() },
  ]
}
