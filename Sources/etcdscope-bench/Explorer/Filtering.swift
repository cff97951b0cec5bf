import EtcdModel
import ExplorerModel
import TerminalModel

/// A filter typed over a million loaded names: the CPU time of each key press until the last row is
/// there, wherever it is spent, and of the longest step on the screen's path.
enum Filtering {
  private static let names = 1_000_000

  static func measure() -> [Row] {
    var explorer = LoadedExplorer(names: names)
    explorer.press(KeyPress.character("/"))
    // Each text is a first key and keys that refine it.
    let texts = [("substring", "-1234"), ("fuzzy", "~s12z")]
    var rows = texts.flatMap { kind, text in
      let costs = text.unicodeScalars.map { explorer.cost(of: .character($0)) }
      explorer.press(.control("u"))
      let first = text.hasPrefix("~") ? 1 : 0
      return [
        row("\(kind), the first key: CPU", costs[first].cpu),
        row("\(kind), a refining key at most: CPU", costs[(first + 1)...].map(\.cpu).max(), 50),
        row("\(kind): longest step on the screen's path", costs.map(\.longestStep).max(), 4),
      ]
    }
    for scalar in "r:[0-9]7".unicodeScalars { explorer.press(.character(scalar)) }
    let expression = explorer.cost(of: .character("$"))
    rows += [
      row("regular expression: CPU", expression.cpu),
      row("regular expression: longest step on the screen's path", expression.longestStep, 4),
    ]
    return rows
  }

  private static func row(_ name: String, _ value: Duration?, _ goal: Double? = nil) -> Row {
    Row(
      name: "filter of 1M names, \(name)", unit: "ms", ours: (value ?? .zero).milliseconds,
      goal: goal)
  }
}

/// An explorer with nobody behind it that has loaded one level of so many names.
private struct LoadedExplorer {
  private var state: ExplorerState
  private let names: Int
  private static let prefix = Array("/services/".utf8)

  init(names: Int) {
    self.names = names
    state = ExplorerState(options: ExplorerOptions(), now: .now)
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

  private mutating func run(_ event: ExplorerEvent, noteStep: (Duration) -> Void = { _ in }) {
    var events = [event]
    while let event = events.popLast() {
      let start = ProcessUsage.ownCPU
      let effects = reduce(&state, event)
      noteStep(ProcessUsage.ownCPU - start)
      events += effects.compactMap(answer)
    }
  }

  private func answer(_ effect: Effect) -> ExplorerEvent? {
    switch effect {
    case .list(let id, let request): .listed(id, list(request))
    case .sampleKeys(let id, _): .keysSampled(id, [])
    case .matchNames(let id, let question): .namesMatched(id, question.answer())
    default: nil
    }
  }

  private func list(_ request: ListRequest) -> RangeAnswer {
    let windows = request.windows.map { window in
      let start = place(of: window.range.start)
      let end = window.range.end == [0] ? names : max(start, place(of: window.range.end))
      let keys = (start..<min(end, start + window.limit)).map { Key(Self.key($0)) }
      return RangeAnswer.Window(keys: keys, count: end - start)
    }
    return RangeAnswer(windows: windows, revision: 1_000_000)
  }

  /// `/services/0012345-web.zone-3`, as long as keys are that somebody named.
  private static func key(_ number: Int) -> [UInt8] {
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
