import EtcdModel
import TerminalModel

/// Changes the state by one event and says what is to be done about it.
///
/// Pure: no request and no decoding happens here, and names are filtered elsewhere. The cost is that
/// of the rows that change.
public func reduce(_ state: inout ExplorerState, _ event: ExplorerEvent) -> [Effect] {
  let effects = state.handle(event)
  state.noteLocation()
  return effects + state.giveFirstHint()
}

extension ExplorerState {
  fileprivate mutating func handle(_ event: ExplorerEvent) -> [Effect] {
    switch event {
    case .started: return changeTree { $0.load(KeyTree.root, $1, &$2) }
    case .accessFound(let id, let ranges): return showAccess(ranges, id)
    case .namesMatched(let id, let answer):
      return changeTree { tree, _, _ in
        tree.matched(id, answer)
        return []
      }
    case .searched(let id, let progress): show(progress, of: id)
    case .tick(let instant): return tick(instant)
    case .wallClock(let clock): wallClock = clock
    case .key(let key): return press(key)
    case .mouse(let event, let target): return handle(event, on: target)
    case .paste(let text): return paste(text)
    case .resized(let size):
      self.size = size
      drag = nil
    case .layoutRestored(let memory): restore(memory)
    case .panesLaidOut(let sizes): layOut(sizes)
    case .resumed: return [.redraw]
    case .quitRequested: return [.quit]
    case .cluster(let snapshot): return show(snapshot)
    case .traffic(let traffic): return show(traffic)
    case .timeline(let entries): return show(entries)
    case .listed(let id, let answer):
      if let effects = arrive(id, answer) ?? completed(id, answer) { return effects }
      return changeTree { $0.listed(id, answer, $1, &$2) ?? [] }
    case .keysSampled(let id, let keys): return changeTree { $0.sampled(id, keys, $1, &$2) }
    case .requestFailed(let id, let error): return requestFailed(id, error)
    case .valueLoaded(let id, let keyValue, let revision):
      return valueLoaded(id, keyValue, revision)
    case .valueDecoded(let id, let document): value.show(document, id, in: paneSizes[.value])
    case .valuesCompared(let id, let document, let from, let to, let revision):
      value.receive(
        id, document, from: from, to: to, revision, now, in: paneSizes[.value])
    case .leaseRead(let id, let lease, let remaining, let granted):
      let reading = LeaseReading(
        id: lease, remaining: remaining < 0 ? nil : remaining, granted: granted, readAt: now)
      _ = value.receiveLease(id, reading)
    case .history(let id, let history, let isDone): showHistory(id, history, isDone: isDone)
    case .prefixCompared(let id, let progress): showPrefixDiff(id, progress)
    case .compactRevisionFound(_, let revision): compactRevisionFound(revision)
    case .watch(let id, let updates): return watched(id, updates)
    case .faultFinished(let command, let failure): faultFinished(command, failure)
    case .hashing(let id, let progress): hashing(id, progress)
    case .hashChecked(let id, let check): show(id, check)
    case .calls(let records, let last): show(records, last: last)
    case .themes(let names): themes = names
    case .passwordNeeded(let profile):
      overlay = .prompt(Prompt(.password(profile: profile)))
    case .notice(let severity, let text): say(text, severity)
    }
    return []
  }

  private mutating func press(_ key: KeyPress) -> [Effect] {
    drag = nil
    if layout.isWall { wall.heldUntil = now + Wall.holdLasts }
    if let action = registry.action(for: key, self) { return perform(action) }
    if case .character(let scalar) = key.code, key.modifiers.isEmpty || key.modifiers == .shift {
      return type(String(scalar))
    }
    return []
  }

  /// Says why where it can't be done now.
  mutating func perform(_ action: Action) -> [Effect] {
    if let reason = action.whyDisabled(self) {
      say(reason, .warning)
      return []
    }
    if let cost = action.cost, options.isProtected {
      overlay = .prompt(
        Prompt(.confirm(action: action.id, cost: cost, cluster: options.clusterName)))
      return []
    }
    return action.perform(&self)
  }

  /// What the user was asked about in a protected cluster.
  mutating func confirm(_ id: String, _ isConfirmed: Bool) -> [Effect] {
    guard isConfirmed, let action = registry.actions.first(where: { $0.id == id }) else {
      say("Not done: that is not the cluster's name.", .warning)
      return []
    }
    return action.perform(&self)
  }

  private mutating func layOut(_ sizes: PaneSizes) {
    paneSizes = paneSizes.updated(by: sizes)
    tree.height = paneSizes[.keys].rows
    tree.settle()
    watches.reveal(height: paneSizes[.watches].rows)
    members.reveal(height: paneSizes[.members].rows)
    latency.reveal(height: paneSizes[.latency].rows)
    value.scroll(to: value.top, in: paneSizes[.value])
    changeList { $0.layOut(height: sizes.overlayRows) }
  }

  private mutating func requestFailed(_ id: RequestID, _ error: EtcdError) -> [Effect] {
    if value.fail(id, error) || value.receiveLease(id, nil) || historyFailed(id, error)
      || prefixDiffFailed(id, error) || failSearch(id, error) || failCompletion(id, error)
      || tree.failCounting(id)
    {
      return []
    }
    if visit?.request == id { visit = nil }
    // The row has room for its beginning only; that access ends there it says itself.
    if error.code != .cancelled, error.code != .permissionDenied || tree.requests[id] == nil {
      say("\(error)", .error)
    }
    return changeTree { $0.failed(id, error, $1, &$2) ?? [] }
  }

  private mutating func watched(_ id: WatchID, _ updates: [WatchUpdate]) -> [Effect] {
    if hotPrefixes?.id == id {
      hotPrefixes?.take(updates)
      return []
    }
    value.note(updates)
    if watches.take(updates, of: id, now, height: paneSizes[.watches].rows) { return [] }
    return changeTree { $0.watched(id, updates, $1, &$2) ?? [] }
  }

  mutating func say(_ text: String, _ severity: Message.Severity = .info) {
    message = Message(text, severity: severity, at: now)
  }

  /// Changes the tree and lets its selection follow.
  mutating func changeTree(
    _ change: (inout TreePane, ContinuousClock.Instant, inout IdentifierSource) -> [Effect]
  ) -> [Effect] {
    let effects = change(&tree, now, &identifiers)
    tree.settle()
    return effects + tree.matchOn(&identifiers)
  }
}
