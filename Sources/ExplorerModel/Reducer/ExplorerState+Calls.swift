import EtcdModel

extension ExplorerState {
  /// Shows our own calls and what they cost the cluster.
  mutating func openCalls() -> [Effect] {
    let first = latency.lastCall - latency.calls.count + 1
    let rows = latency.calls.enumerated().map {
      ListOverlay.Row(id: first + $0.offset, call: $0.element)
    }
    return open(.calls(rows, notes: politeness)) + readCalls()
  }

  /// Asks for the newest calls when something on the screen shows them.
  func readCalls() -> [Effect] {
    var isShown = latency.mode == .picks
    if case .list(let list) = overlay, list.purpose == .calls { isShown = true }
    return isShown ? [.readCalls(after: latency.lastCall)] : []
  }

  mutating func show(_ records: [CallRecord], last: Int) {
    // Two questions can be on their way at once.
    let new = records.suffix(max(0, last - latency.lastCall))
    let missed = last - latency.lastCall - new.count
    let first = last - new.count + 1
    latency.lastCall = max(last, latency.lastCall)
    latency.calls = (latency.calls + new).suffix(LatencyPane.callLimit)
    changeList(.calls) { list in
      list.countLost(max(0, missed))
      list.append(new.enumerated().map { ListOverlay.Row(id: first + $0.offset, call: $0.element) })
    }
  }

  /// What we ask of the cluster.
  var politeness: [[ListOverlay.Cell]] {
    guard let traffic = latency.traffic else { return [] }
    let summary = tree.summary
    return [
      [
        .init("We send "), .init(.rate(traffic.rpcPerSecond), .strong), .init(" RPC/s, "),
        .init(.size(Int(traffic.bytesPerSecond)), .strong), .init("/s over the last 5 s; "),
        .init(.number(traffic.openWatches), .strong),
        .init(traffic.openWatches == 1 ? " watch open." : " watches open."),
      ],
      [
        .init("Entries that servers walked to list keys: "),
        .init(.number(summary.entriesWalked), .strong), .init(", RPCs for it: "),
        .init(.number(summary.requests), .strong),
      ],
    ]
  }
}
