/// Prints rows as a table or as one JSON object.
enum Report {
  static func table(_ rows: [Row]) -> String {
    let heading = ["what", "ours", "beside", "ratio", "goal"]
    let lines = [heading] + rows.map(cells)
    let widths = heading.indices.map { column in
      lines.map { $0[column].count }.max() ?? 0
    }
    return lines.map { line in
      line.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "   ")
    }.joined(separator: "\n")
  }

  static func json(_ rows: [Row]) -> String {
    let objects = rows.map { row in
      var fields = [
        #""name": "\#(row.name)""#, #""unit": "\#(row.unit)""#, #""ours": \#(rounded(row.ours))"#,
      ]
      if let other = row.other {
        fields.append(#""beside": "\#(other.name)", "other": \#(rounded(other.value))"#)
      }
      if let ratio = row.ratio { fields.append(#""ratio": \#(rounded(ratio))"#) }
      if let goal = row.goal { fields.append(#""goal": \#(rounded(goal))"#) }
      return "{" + fields.joined(separator: ", ") + "}"
    }
    return #"{"rows": ["# + objects.joined(separator: ", ") + "]}"
  }

  private static func cells(_ row: Row) -> [String] {
    [
      row.name, "\(rounded(row.ours)) \(row.unit)",
      row.other.map { "\($0.name) \(rounded($0.value)) \(row.unit)" } ?? "",
      row.ratio.map { "\(rounded($0))×" } ?? "",
      row.goal.map { "≤ \(rounded($0)) \(row.unit)" } ?? "",
    ]
  }

  /// Two digits after the point.
  private static func rounded(_ value: Double) -> Double {
    (value * 100).rounded() / 100
  }
}
