import EtcdModel

extension TreePane {
  /// What the pane's border says about the whole.
  public struct Summary: Hashable, Sendable {
    /// Keys and branches known.
    public var loaded = 0
    /// Names that match the filter; nil without one.
    public var matches: Int?
    /// Names that the filter has not looked at yet.
    public var unmatched = 0
    /// Levels that were opened but not read to their end: the filter can't see the rest.
    public var incompleteLevels = 0
    /// Branches that were never opened: the filter can't see into them.
    public var unopenedBranches = 0
    /// The revision of the selected level's rows, and when the last of them was read.
    public var revision: Revision?
    public var readAt: ContinuousClock.Instant?
    /// A watch keeps the selected level up to date.
    public var isLive = false
    /// What listing has cost so far: entries that the server walked, and RPCs.
    public var entriesWalked = 0
    public var requests = 0
  }

  /// Costs the number of opened branches.
  public var summary: Summary {
    var summary = Summary()
    for branch in tree.opened {
      let level = tree.branches[branch].level
      let listing = tree[loading: branch].listing
      summary.loaded += level.count
      summary.incompleteLevels += listing.isComplete ? 0 : 1
      summary.unopenedBranches += level.count - level.keys
      summary.entriesWalked += listing.entriesWalked
      summary.requests += listing.requests
      if branch != KeyTree.root { summary.unopenedBranches -= 1 }
    }
    if let matching = tree.matching {
      summary.matches = matching.matches
      summary.unmatched = matching.isComplete ? 0 : summary.loaded - matching.progress.compared
    }
    let loading = tree[loading: selection.branch]
    summary.revision = loading.followed == 0 ? nil : loading.followed
    summary.readAt = loading.readAt
    summary.isLive = live.contains { $0.isLive && tree.isInside(selection.branch, $0.branch) }
    return summary
  }
}
