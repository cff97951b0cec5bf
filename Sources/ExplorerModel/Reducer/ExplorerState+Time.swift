import EtcdModel

extension ExplorerState {
  /// A second Ctrl-C within this time quits.
  private static let interruptWindow: Duration = .seconds(2)

  mutating func tick(_ instant: ContinuousClock.Instant) -> [Effect] {
    now = max(now, instant)
    if let message, now - message.at > message.lifetime { self.message = nil }
    let seconds = Int((now - lastSecond) / .seconds(1))
    guard seconds > 0 else { return [] }
    lastSecond += .seconds(seconds)
    watches.pass(seconds: seconds)
    writes.pass(seconds: seconds)
    passHotPrefixes(seconds: seconds)
    tree.passSecond(now)
    let counting = changeTree { $0.countVisible($1, &$2) }
    return counting + reloadChangedValue() + value.passSecond(now, &identifiers)
  }

  mutating func interrupt() -> [Effect] {
    if let interruptedAt, now - interruptedAt < Self.interruptWindow { return [.quit] }
    interruptedAt = now
    var effects: [Effect] = []
    switch overlay {
    case .prompt: effects += cancelPrompt()
    case .help, .themes, .faults, .list, .slider: effects += closeOverlay()
    case nil: break
    }
    effects += cancelRequests()
    say("Press Ctrl-C again to quit.")
    return effects
  }

  mutating func cancelRequests() -> [Effect] {
    value.cancel() + changeTree { tree, _, _ in tree.cancel() }
  }

  /// Stops what is being loaded; else clears the filter; else leaves the zoom.
  mutating func goBack() -> [Effect] {
    var cancelled = cancelRequests()
    if !cancelled.isEmpty {
      say("Stopped loading.")
    } else if focus == .keys, !tree.filter.isEmpty {
      cancelled = tree.clearFilter()
    } else if isZoomed {
      isZoomed = false
    } else {
      message = nil
    }
    return cancelled
  }
}
