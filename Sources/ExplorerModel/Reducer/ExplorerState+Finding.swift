import EtcdModel
import TerminalModel

/// A path that the user wants to see, while the server is asked whether it is a key.
struct KeyVisit: Hashable, Sendable {
  let request: RequestID
  let path: [UInt8]
}

extension ExplorerState {
  mutating func setTreeFilter(_ text: String, wantsBest: Bool = false) -> [Effect] {
    do throws(PatternError) {
      let effects = try tree.setFilter(text, wantsBest: wantsBest)
      return effects + changeTree { _, _, _ in [] }
    } catch {
      say("\(error)", .warning)
      return []
    }
  }

  /// Without a filter there are no matches: forwards means to load more.
  mutating func goToMatch(by distance: Int) -> [Effect] {
    if !tree.filter.isEmpty {
      tree.selectMatch(by: distance)
      return []
    }
    guard distance > 0, let place = tree.selectedPlace,
      tree.tree.branches[place.branch].footer == .more
    else { return [] }
    return changeTree { $0.load(place.branch, $1, &$2) }
  }

  /// The row that is selected then is the best match, or the one that the user went on to.
  mutating func jumpToSelectedMatch() -> [Effect] {
    guard tree.rowCount > 0, let path = tree.selectedPath else {
      say("Nothing that is loaded answers to that; o goes anywhere.")
      return tree.clearFilter()
    }
    return jump(to: path)
  }

  /// Reads that one key first: it may be a key, a prefix or both.
  mutating func goTo(_ text: String) -> [Effect] {
    guard !text.isEmpty else { return [] }
    focus = .keys
    let key = Key(EscapedText.bytes(text))
    let id = identifiers.request()
    visit = KeyVisit(request: id, path: key.bytes)
    return [.list(id, ListRequest(range: .single(key), limit: 1, serializable: false))]
  }

  /// The answer of `goTo`; nil when the request was another.
  mutating func arrive(_ id: RequestID, _ answer: RangeAnswer) -> [Effect]? {
    guard let visit, visit.request == id else { return nil }
    self.visit = nil
    let isKey = answer.windows.contains { !$0.keys.isEmpty }
    let effects = jump(to: visit.path, exists: isKey)
    if !isKey, tree.delimiter.branch(of: visit.path) != visit.path {
      say("There is no key \(Sanitiser().text(visit.path)); this is where it would be.", .warning)
    }
    return isKey ? effects + openValue(Key(visit.path)) : effects
  }

  /// Asks the server what could follow, or takes what it told about the same text.
  mutating func completePrompt() -> [Effect] {
    guard case .prompt(let prompt) = overlay, prompt.purpose == .goTo else { return [] }
    let text = EscapedText.bytes(prompt.text)
    if let completion, completion.text == text {
      if completion.isDone { show(completion) }
      return []
    }
    let cancelled = cancelCompletion()
    var completion = KeyCompletion(text, delimiter: tree.delimiter, at: tree.revision)
    let effects = completion.begin(&identifiers)
    self.completion = completion
    return cancelled + effects
  }

  /// The answer of a completion's window; nil when the request was another.
  mutating func completed(_ id: RequestID, _ answer: RangeAnswer) -> [Effect]? {
    guard var completion, let effects = completion.receive(id, answer, &identifiers) else {
      return nil
    }
    self.completion = completion
    if completion.isDone { show(completion) }
    return effects
  }

  /// False when the failed request was no completion.
  mutating func failCompletion(_ id: RequestID, _ error: EtcdError) -> Bool {
    guard completion?.request == id else { return false }
    completion = nil
    say("\(error)", .error)
    return true
  }

  private mutating func cancelCompletion() -> [Effect] {
    defer { completion = nil }
    return completion?.request.map { [.cancel($0)] } ?? []
  }

  private mutating func show(_ completion: KeyCompletion) {
    guard case .prompt(var prompt) = overlay, prompt.purpose == .goTo,
      EscapedText.bytes(prompt.text) == completion.text
    else { return }
    let sanitiser = Sanitiser()
    if completion.longest != completion.text {
      prompt.text = sanitiser.text(completion.longest)
      overlay = .prompt(prompt)
    }
    if let words = completion.words(sanitiser.text) { say(words) }
  }

  mutating func makeSelectionRoot() -> [Effect] {
    guard let place = tree.selectedPlace, case .child(let index) = place.item,
      tree.tree.branches[place.branch].level.isBranch(at: index), let path = tree.selectedPath
    else {
      say("Select a prefix to begin the tree at.", .warning)
      return []
    }
    return changeTree { $0.setRoot(path, $1, &$2) }
  }

  mutating func leaveRoot() -> [Effect] {
    guard let above = tree.prefixAboveRoot else { return [] }
    return changeTree { $0.setRoot(above, $1, &$2) }
  }
}

// Bookmarks.
extension ExplorerState {
  mutating func toggleBookmark() -> [Effect] {
    guard let path = tree.selectedPath else { return [] }
    if let index = bookmarks.firstIndex(of: path) {
      bookmarks.remove(at: index)
      say("The bookmark is gone.")
    } else {
      bookmarks.append(path)
      say("Bookmarked; ' shows all bookmarks.")
    }
    return [.savePreference(.bookmarks(bookmarks))]
  }

  mutating func openBookmarks() -> [Effect] {
    guard !bookmarks.isEmpty else {
      say("No bookmarks yet: b on a key or prefix makes one.")
      return []
    }
    return open(
      ListOverlay(
        .bookmarks, title: "Bookmarks", columns: [.init("KEY OR PREFIX", grows: true)],
        rows: bookmarks.enumerated().map { index, path in
          .init(id: index, [.init(.bytes(path))])
        }, verb: "go there"))
  }

  mutating func goToBookmark(_ row: ListOverlay.Row?) -> [Effect] {
    overlay = nil
    guard let row, bookmarks.indices.contains(row.id) else { return [] }
    let path = bookmarks[row.id]
    focus = .keys
    return jump(to: path)
  }
}
