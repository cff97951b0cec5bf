import EtcdModel

extension ExplorerState {
  /// Shows the hash checks so far; the first time begins one.
  mutating func openHashChecks() -> [Effect] {
    let effects = open(.hashChecks(members))
    return members.hashChecks.isEmpty ? checkHashes() : effects
  }

  mutating func checkHashes() -> [Effect] {
    guard members.hashingSince == nil else { return [] }
    members.hashingSince = now
    refreshHashList()
    return [.checkHashes]
  }

  mutating func show(_ check: HashCheck?) {
    members.hashingSince = nil
    if let check {
      members.hashChecks = (members.hashChecks + [check]).suffix(MembersPane.hashCheckLimit)
      if case .diverged = check.conclusion { say(check.words, .error) } else { say(check.words) }
    } else {
      say("No member has answered yet, so there is nothing to compare.", .warning)
    }
    refreshHashList()
  }

  private mutating func refreshHashList() {
    let newest = ListOverlay.hashChecks(members)
    changeList(.hashChecks) { list in
      list.notes = newest.notes
      list.replaceRows(newest.rows)
      list.move(.bottom)
    }
  }
}
