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
