import EtcdModel

extension TreePane {
  /// Rows that a level may be read again without being asked for more.
  static let reloadLimit = 5000
  private static let firstKeyLimit = 8192

  /// Reads the next page of a branch, unless it is being read.
  mutating func load(
    _ branch: Int, _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard tree[loading: branch].request == nil else { return [] }
    if tree[loading: branch].wantsHints {
      let id = identifiers.request()
      requests[id] = branch
      tree[loading: branch].request = id
      tree.setFooter(.loading(since: now), of: branch)
      return [.sampleKeys(id, under: tree.branches[branch].prefix)]
    }
    if isFollowed(branch) { tree[loading: branch].unpin() }
    guard let request = tree[loading: branch].listing.nextPage()
    else { return [] }
    tree.setFooter(.loading(since: now), of: branch)
    return [send(request, for: branch, &identifiers)]
  }

  /// Reads a branch anew at the current revision; the old rows stay until newer ones replace them.
  mutating func reload(
    _ branch: Int, _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects: [Effect] = []
    if let request = tree[loading: branch].request {
      requests[request] = nil
      effects.append(.cancel(request))
    }
    tree.setNotice(nil, of: branch)
    let known = keysOfBranches(in: branch)
    tree[loading: branch].startAnew(
      firstKey: known.keys.isEmpty ? firstKeys[tree.branches[branch].prefix] : nil,
      keyCount: tree.keyCount(of: branch), knownKeys: known.keys, isKnown: known.areAll)
    return effects + load(branch, now, &identifiers)
  }

  /// A key of each branch that the level shows, as far as they are remembered: so none of them needs
  /// to be walked to be found again.
  private func keysOfBranches(in branch: Int) -> (keys: [[UInt8]], areAll: Bool) {
    let level = tree.branches[branch].level
    let prefix = tree.branches[branch].prefix
    guard level.count - level.keys <= Self.firstKeyLimit else { return ([], false) }
    var keys: [[UInt8]] = []
    for index in 0..<level.count where level.isBranch(at: index) {
      let path = prefix + level.name(at: index)
      if let key = firstKeys[path] ?? knownKeys.keys(under: path).first { keys.append(key) }
    }
    return (keys, keys.count == level.count - level.keys)
  }

  /// Keys were looked for that tell where a level's first ones are; nil when not for the tree.
  mutating func sampled(
    _ id: RequestID, _ keys: [Key], _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    for key in keys { knownKeys.insert(key.bytes) }
    guard let branch = requests.removeValue(forKey: id) else { return [] }
    tree[loading: branch].request = nil
    tree[loading: branch].takeHints(
      knownKeys.keys(under: tree.branches[branch].prefix), keyCount: tree.keyCount(of: branch))
    return load(branch, now, &identifiers)
  }

  /// The answer to a window; nil when the request is not the tree's.
  mutating func listed(
    _ id: RequestID, _ answer: RangeAnswer, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect]? {
    if counting?.request == id { return counted(answer, &identifiers) }
    guard let branch = requests.removeValue(forKey: id) else {
      return listedAllowed(id, answer, now, &identifiers)
    }
    tree[loading: branch].request = nil
    let progress = tree[loading: branch].listing.receive(answer)
    tree[loading: branch].readAt = now
    let revision = tree[loading: branch].listing.revision ?? answer.revision
    tree[loading: branch].noteRevision(revision, from: progress.from, isFollowed(branch))

    noteFirstKeys(progress.entries, in: tree.branches[branch].prefix)
    let names = tree.branches[branch].level.count
    let depth = tree.branches[branch].prefix.count
    var effects = forget(
      tree.replace(
        from: progress.from.dropFirst(depth), to: progress.to?.dropFirst(depth),
        with: progress.entries, in: branch, isFollowed: isFollowed(branch)))
    for entry in progress.counted {
      if let index = tree.branches[branch].level.index(of: entry.name) {
        tree.setKeyCount(entry.count, at: index, of: branch)
      }
    }
    applyDeferred(to: branch, after: revision, now)
    let readsOn = self.readsOn && selection == Selection(branch: branch, item: .footer)
    if !readsOn { selectArrived(after: names, in: branch) }

    switch progress.next {
    case .request(let request):
      effects.append(send(request, for: branch, &identifiers))
    case .more:
      if tree[loading: branch].hasOldRows,
        let request = tree[loading: branch].continueReload(limit: Self.reloadLimit)
      {
        effects.append(send(request, for: branch, &identifiers))
      } else {
        effects += finishReload(branch)
        tree.setFooter(.more, of: branch)
        if readsOn { effects += load(branch, now, &identifiers) }
      }
    case .complete:
      if readsOn { self.readsOn = false }
      effects += finishReload(branch)
      tree.setFooter(tree.branches[branch].level.isEmpty ? .empty : .none, of: branch)
    }
    effects += restore(progress.entries, in: branch, now, &identifiers)
    return effects + follow(&identifiers)
  }

  /// A window failed; nil when the request is not the tree's.
  mutating func failed(
    _ id: RequestID, _ error: EtcdError, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect]? {
    accessListings[id] = nil
    guard let branch = requests.removeValue(forKey: id) else { return nil }
    tree[loading: branch].request = nil
    switch tree[loading: branch].listing.recover(from: error) {
    case .again(let request):
      return [send(request, for: branch, &identifiers)]
    case .restart(let request):
      tree[loading: branch].oldExtent = tree[loading: branch].oldExtent ?? .whole
      tree.setNotice(
        "read again: the revision that was being read has been compacted", of: branch)
      return [send(request, for: branch, &identifiers)]
    case .fail:
      tree.setFooter(error.code == .permissionDenied ? .noAccess : .failed(error), of: branch)
      return error.code == .permissionDenied ? findAccess(branch, &identifiers) : []
    }
  }

  /// Stops everything that is being read.
  mutating func cancel() -> [Effect] {
    let counting = cancelCounting()
    readsOn = false
    let ids = requests.keys.sorted { $0.rawValue < $1.rawValue }
    for id in ids {
      guard let branch = requests.removeValue(forKey: id) else { continue }
      tree[loading: branch].request = nil
      tree.setFooter(.more, of: branch)
    }
    return counting + ids.map { .cancel($0) }
  }

  /// Tries again what failed, now that the cluster answers.
  mutating func retryFailed(
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects: [Effect] = []
    for branch in tree.opened {
      if case .failed = tree.branches[branch].footer {
        effects += load(branch, now, &identifiers)
      }
    }
    return effects
  }

  /// Branches are gone from the tree: what ran for them ends.
  mutating func forget(_ branches: [Int]) -> [Effect] {
    guard !branches.isEmpty else { return [] }
    let gone = Set(branches)
    if let anchor, gone.contains(anchor.branch) { self.anchor = nil }
    if let sought, gone.contains(sought.branch) { self.sought = nil }
    if gone.contains(selection.branch) {
      var outermost = selection.branch
      while let parent = tree.branches[outermost].parent, gone.contains(parent) {
        outermost = parent
      }
      leave(outermost)
    }
    var effects: [Effect] = []
    for (id, branch) in requests where gone.contains(branch) {
      requests[id] = nil
      effects.append(.cancel(id))
    }
    for watch in live where gone.contains(watch.branch) { effects.append(.closeWatch(watch.id)) }
    live.removeAll { gone.contains($0.branch) }
    return effects
  }

  private mutating func noteFirstKeys(_ entries: [LevelEntry], in prefix: [UInt8]) {
    if firstKeys.count > Self.firstKeyLimit { firstKeys = [:] }
    for entry in entries where entry.isBranch {
      firstKeys[prefix + entry.name] = entry.firstKey
      if let key = entry.someKey { knownKeys.insert(key) }
    }
  }

  private mutating func send(
    _ request: ListRequest, for branch: Int, _ identifiers: inout IdentifierSource
  ) -> Effect {
    let id = identifiers.request()
    requests[id] = branch
    tree[loading: branch].request = id
    return .list(id, request)
  }

  /// Rows behind the end of a reload are older than it: they go, and can be loaded again.
  private mutating func finishReload(_ branch: Int) -> [Effect] {
    guard tree[loading: branch].hasOldRows else { return [] }
    tree[loading: branch].oldExtent = nil
    guard let position = tree[loading: branch].listing.position else { return [] }
    let depth = tree.branches[branch].prefix.count
    return forget(
      tree.replace(from: position.dropFirst(depth), to: nil, with: [], in: branch))
  }
}
