import EtcdModel

extension ExplorerState {
  /// Shows the hash checks so far; the first time begins one.
  mutating func openHashChecks() -> [Effect] {
    let effects = open(.hashChecks(members))
    return members.hashChecks.isEmpty ? checkHashes() : effects
  }

  mutating func checkHashes() -> [Effect] {
    guard members.hashing == nil else { return [] }
    let hashing = Hashing(request: identifiers.request(), since: now)
    members.hashing = hashing
    refreshHashList()
    return [.checkHashes(hashing.request)]
  }

  mutating func hashing(_ id: RequestID, _ progress: HashCheck.Progress) {
    guard members.hashing?.request == id else { return }
    members.hashing?.progress = progress
    refreshHashList()
  }

  /// Asks no further member. One that has begun reads on: etcd doesn't stop for us.
  mutating func stopHashCheck() -> [Effect] {
    guard let hashing = members.hashing else { return [] }
    members.hashing = nil
    let reader = hashing.progress?.member.label ?? "The member"
    say("Stopped the hash check; \(reader) may read on to its end.", .warning)
    return [.cancel(hashing.request)]
  }

  mutating func show(_ id: RequestID, _ check: HashCheck?) {
    guard members.hashing?.request == id else { return }
    members.hashing = nil
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
      list.progress = newest.progress
      list.replaceRows(newest.rows)
      list.move(.bottom)
    }
  }
}
