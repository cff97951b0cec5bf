import EtcdModel

extension ExplorerState {
  var location: Location {
    Location(
      root: tree.rootPrefix, filter: tree.filter, path: tree.selectedPath, key: value.key)
  }

  /// After each event: where a filter, a root, an opened key or a jump led away from is kept.
  mutating func noteLocation() {
    // While a line is typed the filter changes with each letter: one step in the end.
    if case .prompt = overlay { return }
    let here = location
    if let before = lastLocation, here.isElsewhere(than: before) || hasJumped {
      locations.leave(before)
    }
    hasJumped = false
    lastLocation = here
  }

  /// Shows a path far from the selection, which going back comes back to.
  mutating func jump(to path: [UInt8], exists: Bool = false) -> [Effect] {
    hasJumped = true
    return changeTree { $0.reveal(path, exists: exists, $1, &$2) }
  }

  mutating func goBackInLocations() -> [Effect] {
    guard let location = locations.goBack(from: location) else {
      say("There is no place before this one.")
      return []
    }
    return visit(location)
  }

  mutating func goForwardInLocations() -> [Effect] {
    guard let location = locations.goForward(from: location) else {
      say("There is no place after this one.")
      return []
    }
    return visit(location)
  }

  private mutating func visit(_ location: Location) -> [Effect] {
    if focus != .value { focus = .keys }
    var location = location
    let key = location.key == value.key ? nil : location.key
    // Where the cursor went while the key was open matters less than the key.
    if let key { location.path = key.bytes }
    var effects = changeTree { $0.revisit(location, $1, &$2) }
    if let key { effects += openValue(key) }
    // Going along the history is no step of it.
    lastLocation = nil
    return effects
  }
}
