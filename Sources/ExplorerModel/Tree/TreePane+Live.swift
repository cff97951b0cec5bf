import EtcdModel

extension TreePane {
  /// How long a change is marked.
  static let changeLifetime: Duration = .seconds(3)
  private static let changeLimit = 1000
  private static let hintsPerBatch = 16
  private static let stormNotice = "changes too fast to be followed; press r"

  func isFollowed(_ branch: Int) -> Bool {
    live.contains { tree.isInside(branch, $0.branch) }
  }

  /// Opens and closes watches so that exactly the branches worth following are followed.
  mutating func follow(_ identifiers: inout IdentifierSource) -> [Effect] {
    let wanted = branchesToFollow()
    var effects: [Effect] = []
    for watch in live where !wanted.contains(watch.branch) { effects.append(.closeWatch(watch.id)) }
    live.removeAll { !wanted.contains($0.branch) }
    for branch in wanted where !live.contains(where: { $0.branch == branch }) {
      let watch = LiveWatch(id: identifiers.watch(), branch: branch)
      live.append(watch)
      effects.append(
        .openWatch(
          watch.id, .prefix(tree.branches[branch].prefix),
          from: tree[loading: branch].followed + 1))
    }
    return effects
  }

  /// The outermost expanded branches that show keys or hold few: what is known to be large is left
  /// alone, since a watch sends every value written under it.
  private func branchesToFollow() -> [Int] {
    // What a watch tells is newer than a past tree.
    guard revision == nil else { return [] }
    var wanted: [Int] = []
    var pending = [KeyTree.root]
    while let branch = pending.popLast(), wanted.count < LiveWatch.limit {
      if isWorthFollowing(branch) {
        wanted.append(branch)
      } else {
        pending += tree.expandedChildren(of: branch).reversed()
      }
    }
    return wanted
  }

  private func isWorthFollowing(_ branch: Int) -> Bool {
    let loading = tree[loading: branch]
    guard loading.followed > 0, !loading.isBlocked else { return false }
    let level = tree.branches[branch].level
    if branch != KeyTree.root, level.keys > 0 { return true }
    guard loading.listing.isComplete, level.count <= LiveWatch.smallBranch else { return false }
    var total = level.keys
    for index in 0..<level.count where level.isBranch(at: index) {
      guard case .exact(let count) = level.keyCount(at: index) else { return false }
      total += count
    }
    return total <= LiveWatch.smallBranch
  }

  /// What a watch reports; nil when it is not one of the tree's.
  mutating func watched(
    _ id: WatchID, _ updates: [WatchUpdate], _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect]? {
    guard let index = live.firstIndex(where: { $0.id == id }) else { return nil }
    let branch = live[index].branch
    var effects: [Effect] = []
    for update in updates {
      guard let index = live.firstIndex(where: { $0.id == id }) else { break }
      switch update {
      case .started, .resumed: live[index].isLive = true
      case .progress: break
      case .disconnected: live[index].isLive = false
      case .events(let events, let revision):
        live[index].eventsThisSecond += events.count
        if live[index].eventsThisSecond > LiveWatch.stormLimit {
          effects += block(branch, Self.stormNotice, &identifiers)
        } else {
          effects += apply(events, upTo: revision, under: branch, now, &identifiers)
        }
      case .overflow:
        effects += block(branch, Self.stormNotice, &identifiers)
      case .gap:
        effects += reloadAll(under: branch, now, &identifiers)
        tree.setNotice("read again: changes were compacted before they could be seen", of: branch)
      case .ended(let error) where error.code == .compacted:
        live.removeAll { $0.id == id }
        effects += reloadAll(under: branch, now, &identifiers)
      case .ended(let error):
        live.removeAll { $0.id == id }
        effects += block(branch, "not followed: \(error); press r", &identifiers)
      }
    }
    return effects
  }

  mutating func passSecond(_ now: ContinuousClock.Instant) {
    for index in live.indices { live[index].eventsThisSecond = 0 }
    changes = changes.filter { now - $0.value < Self.changeLifetime }
  }

  private mutating func block(
    _ branch: Int, _ notice: String, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    tree[loading: branch].isBlocked = true
    tree.setNotice(notice, of: branch)
    return follow(&identifiers)
  }

  private mutating func reloadAll(
    under branch: Int, _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    tree.opened.filter { tree.isInside($0, branch) && tree[loading: $0].followed > 0 }
      .flatMap { reload($0, now, &identifiers) }
  }

  private mutating func apply(
    _ events: [Event], upTo revision: Revision, under branch: Int,
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects: [Effect] = []
    for event in events.prefix(Self.hintsPerBatch) { knownKeys.insert(event.keyValue.key.bytes) }
    for event in events {
      counting?.note(event)
      guard deferEvent(event, under: branch) else {
        return effects + block(branch, Self.stormNotice, &identifiers)
      }
      effects += apply(event, under: branch, now)
    }
    for opened in tree.opened
    where tree[loading: opened].followed > 0 && tree.isInside(opened, branch) {
      tree[loading: opened].followed = max(tree[loading: opened].followed, revision)
    }
    return effects
  }

  /// Keeps the event for the levels that are being read and have not got to its key.
  ///
  /// - Returns: false when there are too many to keep.
  private mutating func deferEvent(_ event: Event, under branch: Int) -> Bool {
    let key = event.keyValue.key.bytes
    for reading in requests.values
    where tree.isInside(reading, branch) && key.starts(with: tree.branches[reading].prefix)
      && !tree[loading: reading].hasListed(key)
    {
      guard tree[loading: reading].deferEvent(event) else { return false }
    }
    return true
  }

  /// Follows an event's key down the opened branches.
  private mutating func apply(
    _ event: Event, under start: Int, _ now: ContinuousClock.Instant
  ) -> [Effect] {
    let key = event.keyValue.key.bytes
    var branch = start
    while true {
      let prefix = tree.branches[branch].prefix
      guard key.starts(with: prefix) else { return [] }
      let segmentEnd = delimiter.segmentEnd(in: key, from: prefix.count)
      let name = key[prefix.count..<(segmentEnd ?? key.count)]
      let index = tree.branches[branch].level.index(of: name)
      if tree[loading: branch].isNews(event), tree[loading: branch].covers(key) {
        if let segmentEnd {
          let removed = count(event, at: index, named: name, of: branch)
          if let removed { return forget(removed) + removeEmpty(branch) }
          if index == nil || tree.branches[branch].level.branch(at: index ?? 0) == nil {
            mark(Array(key[..<segmentEnd]), now)
          }
        } else {
          return put(event, at: index, named: name, of: branch, now)
        }
      }
      guard segmentEnd != nil, let index,
        let next = tree.branches[branch].level.branch(at: index)
      else { return [] }
      branch = next
    }
  }

  /// A key of the level itself was written or deleted.
  private mutating func put(
    _ event: Event, at index: Int?, named name: ArraySlice<UInt8>, of branch: Int,
    _ now: ContinuousClock.Instant
  ) -> [Effect] {
    switch (event.kind, index) {
    case (.put, nil):
      tree.insert(LevelEntry(name: Array(name), isBranch: false), into: branch)
      if tree.branches[branch].footer == .empty { tree.setFooter(.none, of: branch) }
      mark(event.keyValue.key.bytes, now)
      return []
    case (.put, _):
      mark(event.keyValue.key.bytes, now)
      return []
    case (.delete, nil):
      return []
    case (.delete, let index?):
      return forget(tree.remove(at: index, of: branch)) + removeEmpty(branch)
    }
  }

  /// A key somewhere under a name of the level was written or deleted.
  ///
  /// - Returns: the opened branches that went with the name when it holds no key any more; nil
  ///   while it does.
  private mutating func count(
    _ event: Event, at index: Int?, named name: ArraySlice<UInt8>, of branch: Int
  ) -> [Int]? {
    guard let index else {
      if event.kind == .put {
        let count: KeyCount = event.isCreate ? .exact(1) : .estimated(1)
        tree.insert(LevelEntry(name: Array(name), isBranch: true, count: count), into: branch)
        if tree.branches[branch].footer == .empty { tree.setFooter(.none, of: branch) }
      }
      return nil
    }
    let change = event.kind == .delete ? -1 : event.isCreate ? 1 : 0
    switch tree.branches[branch].level.keyCount(at: index) {
    case .exact(let count):
      if count + change <= 0 { return tree.remove(at: index, of: branch) }
      tree.setKeyCount(.exact(count + change), at: index, of: branch)
    case .estimated(let count):
      tree.setKeyCount(.estimated(max(1, count + change)), at: index, of: branch)
    case .atLeast(let count):
      tree.setKeyCount(.atLeast(max(1, count + change)), at: index, of: branch)
    case nil: break
    }
    return nil
  }

  /// A branch whose last row went disappears as well, and so on upwards.
  private mutating func removeEmpty(_ branch: Int) -> [Effect] {
    guard tree.branches[branch].level.isEmpty, tree[loading: branch].listing.isComplete
    else { return [] }
    guard let place = tree.place(of: branch), case .child(let index) = place.item else {
      tree.setFooter(.empty, of: branch)
      return []
    }
    return forget(tree.remove(at: index, of: place.branch)) + removeEmpty(place.branch)
  }

  /// Events that came while a level was being read, as far as the listing has got since.
  mutating func applyDeferred(
    to branch: Int, after revision: Revision, _ now: ContinuousClock.Instant
  ) {
    let due = tree[loading: branch].takeDeferred(after: revision)
    let prefix = tree.branches[branch].prefix
    for (key, event) in due {
      let segmentEnd = delimiter.segmentEnd(in: key.bytes, from: prefix.count)
      let name = key.bytes[prefix.count..<(segmentEnd ?? key.bytes.count)]
      let index = tree.branches[branch].level.index(of: name)
      switch (event.kind, index) {
      case (.put, nil):
        tree.insert(
          LevelEntry(
            name: Array(name), isBranch: segmentEnd != nil,
            count: segmentEnd == nil ? nil : .estimated(1)), into: branch)
      case (.delete, let index?) where segmentEnd == nil:
        _ = tree.remove(at: index, of: branch)
      case (_, let index?) where segmentEnd != nil:
        if case .exact(let count) = tree.branches[branch].level.keyCount(at: index) {
          tree.setKeyCount(.estimated(count), at: index, of: branch)
        }
      default: break
      }
    }
  }

  private mutating func mark(_ path: [UInt8], _ now: ContinuousClock.Instant) {
    if changes.count < Self.changeLimit || changes[path] != nil { changes[path] = now }
  }
}
