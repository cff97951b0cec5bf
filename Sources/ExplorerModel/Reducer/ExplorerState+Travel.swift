import EtcdModel

extension ExplorerState {
  /// The revision that the tree shows; nil for now.
  public var pastRevision: Revision? { tree.revision }

  /// Shows the whole tree as it was at a revision; nil comes back to now.
  mutating func travel(to revision: Revision?) -> [Effect] {
    guard revision != tree.revision else { return [] }
    var effects = tree.close()
    tree = tree.travelled(to: revision)
    effects += changeTree { $0.load(KeyTree.root, $1, &$2) }
    if let key = tree.openKey {
      effects += value.load(key, .value(at: revision), now, &identifiers)
    }
    if let revision {
      say("The tree is that of revision \(revision); ] and the slider lead back to now.", .warning)
    } else {
      say("The tree is live again.")
    }
    return effects
  }

  mutating func travel(by distance: Revision) -> [Effect] {
    noteNewestRevision()
    let from = tree.revision ?? revisions.newest
    if tree.revision == nil, distance > 0 {
      say("This is now already.")
      return []
    }
    let to = revisions.clamp(from + distance)
    guard to != from else {
      say("Revision \(to) is the oldest that can be read: what was before is compacted.", .warning)
      return []
    }
    return travel(to: to >= revisions.newest ? nil : to)
  }

  mutating func openSlider() -> [Effect] {
    noteNewestRevision()
    overlay = .slider(
      RevisionSlider(
        range: revisions, selected: tree.revision ?? revisions.newest, current: tree.revision))
    // A watch on one key is refused with the compact revision, or tells that nothing is compacted.
    let key = Key(tree.selectedPath ?? [0])
    return [.findCompactRevision(identifiers.request(), key)]
  }

  mutating func compactRevisionFound(_ revision: Revision) {
    revisions.note(compact: revision)
    guard case .slider(var slider) = overlay else { return }
    slider.take(revisions)
    overlay = .slider(slider)
  }

  mutating func moveSlider(_ movement: Movement) -> [Effect] {
    guard case .slider(var slider) = overlay else { return [] }
    switch movement {
    case .rows(let rows): slider.move(by: Revision(rows))
    case .pages(let pages): slider.move(by: Revision(pages) * slider.step * 10)
    case .top: slider.move(by: -.max)
    case .bottom: slider.move(by: .max)
    }
    overlay = .slider(slider)
    return []
  }

  mutating func typeIntoSlider(_ text: String) {
    guard case .slider(var slider) = overlay else { return }
    slider.type(text)
    overlay = .slider(slider)
  }

  mutating func moveSlider(steps: Int) {
    guard case .slider(var slider) = overlay else { return }
    slider.move(by: Revision(steps) * slider.step)
    overlay = .slider(slider)
  }

  mutating func noteNewestRevision() {
    revisions.note(newest: members.snapshot?.revision ?? 0)
    revisions.note(newest: value.readRevision)
    let root = tree.tree[loading: KeyTree.root]
    revisions.note(newest: max(root.listing.revision ?? 0, root.followed))
    revisions.note(newest: watches.entries.map(\.revision).max() ?? 0)
  }
}
