import EtcdModel
import ExplorerModel
import TerminalModel

/// An explorer with nobody behind it that has loaded one level of so many names.
struct LoadedExplorer {
  private(set) var state: ExplorerState
  let names: Int
  private var watches: [WatchID: KeyRange] = [:]
  private var revision: Revision = 1_000_000
  static let prefix = Array("/services/".utf8)

  init(names: Int, size: Size = Size(columns: 80, rows: 24)) {
    self.names = names
    state = ExplorerState(options: ExplorerOptions(), now: .now)
    run(.resized(size))
    run(.started)
    press(KeyPress(.right))
    while state.tree.summary.incompleteLevels > 0 { press(.character("G")) }
  }

  mutating func press(_ key: KeyPress) { run(.key(key)) }

  /// Until nothing is left to do.
  mutating func cost(of key: KeyPress) -> (cpu: Duration, longestStep: Duration) {
    let start = ProcessUsage.ownCPU
    var longest = Duration.zero
    run(.key(key)) { longest = max(longest, $0) }
    return (ProcessUsage.ownCPU - start, longest)
  }

  mutating func run(_ event: ExplorerEvent, noteStep: (Duration) -> Void = { _ in }) {
    var events = [event]
    while let event = events.popLast() {
      let start = ProcessUsage.ownCPU
      let effects = reduce(&state, event)
      noteStep(ProcessUsage.ownCPU - start)
      events += effects.compactMap { answer($0) }
    }
  }

  /// Puts keys, each at a revision of its own, and lets the open watches see them.
  mutating func put(_ keys: [[UInt8]], areNew: Bool = false) {
    let updates = keys.map { key in
      revision += 1
      let keyValue = KeyValue(
        key: Key(key), value: Array("value".utf8), createRevision: areNew ? revision : 1,
        modRevision: revision, version: areNew ? 1 : 2)
      return WatchUpdate.events([Event(kind: .put, keyValue: keyValue)], revision: revision)
    }
    for watch in watches.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      run(.watch(watch, updates))
    }
  }

  private mutating func answer(_ effect: Effect) -> ExplorerEvent? {
    switch effect {
    case .list(let id, let request): return .listed(id, list(request))
    case .sampleKeys(let id, _): return .keysSampled(id, [])
    case .matchNames(let id, let question): return .namesMatched(id, question.answer())
    case .openWatch(let id, let range, _):
      watches[id] = range
      return .watch(
        id,
        [
          .started(
            revision: revision, endpoint: Endpoint(scheme: .http, host: "127.0.0.1", port: 2379))
        ])
    case .closeWatch(let id):
      watches[id] = nil
      return nil
    default: return nil
    }
  }

  private func list(_ request: ListRequest) -> RangeAnswer {
    let windows = request.windows.map { window in
      let start = place(of: window.range.start)
      let end = window.range.end == [0] ? names : max(start, place(of: window.range.end))
      let keys = (start..<min(end, start + window.limit)).map { Key(Self.key($0)) }
      return RangeAnswer.Window(keys: keys, count: end - start)
    }
    return RangeAnswer(windows: windows, revision: revision)
  }

  /// `/services/0012345-web.zone-3`, as long as keys are that somebody named.
  static func key(_ number: Int) -> [UInt8] {
    let digits = String(number)
    let padding = String(repeating: "0", count: 7 - digits.count)
    return prefix + Array("\(padding)\(digits)-web.zone-\(number % 7)".utf8)
  }

  private func place(of key: [UInt8]) -> Int {
    var low = 0
    var high = names
    while low < high {
      let middle = (low + high) / 2
      if Self.key(middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
