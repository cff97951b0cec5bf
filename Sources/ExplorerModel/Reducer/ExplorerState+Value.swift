import EtcdModel

extension ExplorerState {
  var valueHeight: Int { paneSizes[.value].rows }

  mutating func openValue(_ key: Key) -> [Effect] {
    tree.openKey = key
    // Zoomed, the value would be out of sight.
    if isZoomed { focus = .value }
    return value.load(key, now, &identifiers)
  }

  /// Reads the open key again.
  mutating func loadValue() -> [Effect] {
    guard let key = value.key else { return [] }
    return value.load(key, now, &identifiers)
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
  mutating func cycleValueFormat() -> [Effect] {
    let formats: [ValueFormat?] = [nil] + ValueFormat.allCases
    let index = formats.firstIndex(of: value.requestedFormat) ?? 0
    value.requestedFormat = formats[(index + 1) % formats.count]
    return value.decode(&identifiers)
  }

  mutating func scrollValue(columns: Int) -> [Effect] {
    value.left = max(0, value.left + columns)
    return []
  }
}
