/// Aligned columns, for people.
struct TextTable {
  private let rows: [[String]]

  /// - Parameter rows: as many cells each as the heading, made safe for a terminal.
  init(_ heading: [String], _ rows: [[String]]) {
    self.rows = [heading] + rows
  }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        text + String(repeating: " ", count: widths[column] - text.count)
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
