extension ExplorerState {
  mutating func nextLatencyMode() -> [Effect] {
    let modes = LatencyPane.Mode.allCases
    let index = modes.firstIndex(of: latency.mode) ?? 0
    latency.mode = modes[(index + 1) % modes.count]
    return readCalls()
  }
}
