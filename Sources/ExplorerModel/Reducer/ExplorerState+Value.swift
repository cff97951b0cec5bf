import EtcdModel

extension ExplorerState {
  /// Shows a key as the tree shows it: now, or at the tree's revision.
  mutating func openValue(_ key: Key) -> [Effect] {
    openValue(key, .value(at: tree.revision))
  }

  mutating func openValue(_ key: Key, _ subject: ValueSubject) -> [Effect] {
    tree.openKey = key
    // Zoomed, the value would be out of sight.
    if isZoomed { focus = .value }
    return value.load(key, subject, now, &identifiers)
  }

  /// Reads the open key again.
  mutating func loadValue() -> [Effect] {
    guard let key = value.key else { return [] }
    return value.load(key, value.subject, now, &identifiers)
  }

  mutating func valueLoaded(
    _ id: RequestID, _ keyValue: KeyValue?, _ revision: Revision
  ) -> [Effect] {
    value.receive(id, keyValue, revision, now) ? value.decode(&identifiers) : []
  }

  mutating func reloadChangedValue() -> [Effect] {
    value.isDue ? loadValue() : []
  }

  /// Detected first, then each format in its order.
  mutating func cycleValueFormat(by distance: Int = 1) -> [Effect] {
    let formats: [ValueFormat?] = [nil] + ValueFormat.allCases
    let index = formats.firstIndex(of: value.requestedFormat) ?? 0
    value.requestedFormat = formats[(index + distance + formats.count) % formats.count]
    if case .comparison = value.subject { return loadValue() }
    return value.decode(&identifiers)
  }

  mutating func scrollValue(columns: Int) -> [Effect] {
    value.left = max(0, value.left + columns)
    return []
  }
}
