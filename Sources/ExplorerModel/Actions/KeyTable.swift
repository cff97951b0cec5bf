extension ActionRegistry {
  /// The keys as the tables of the README.
  public func markdownKeyTable() -> String {
    sections.map { title, actions in
      var lines = ["### \(title)", "", "| Keys | Action | What it does |", "|---|---|---|"]
      for action in actions {
        let keys = action.keys.map { "`\($0.name)`" }.joined(separator: " ")
        lines.append("| \(keys) | \(action.title) | \(action.help) |")
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }

  private var sections: [(String, [Action])] {
    let panes = Pane.allCases.map { ("\($0.rawValue) \($0.title)", Action.Scope.pane($0)) }
    let scopes: [(String, Action.Scope)] =
      [("In every pane", .global)] + panes
      + [
        ("In help, menus and lists", .overlay), ("In lists", .list), ("While typing", .prompt),
        ("Always", .everywhere),
      ]
    return scopes.compactMap { title, scope in
      let actions = actions.filter { $0.scope == scope }
      return actions.isEmpty ? nil : (title, actions)
    }
  }
}
