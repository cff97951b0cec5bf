/// A layout of the user's; which panes there are, the explorer knows.
///
///     mine: { columns: ["keys", { share: 2, rows: ["value", { pane: "watches", share: 2 }] }] }
public struct LayoutSetting: Hashable, Sendable {
  /// A pane by its name, or parts side by side or one above the other.
  public indirect enum Node: Hashable, Sendable {
    case pane(String)
    case columns([Part])
    case rows([Part])
  }

  /// A part with its weight among its neighbours.
  public struct Part: Hashable, Sendable {
    public var node: Node
    /// 1…1000.
    public var share: Int
    /// File, line and key.
    public var place: String
  }

  public let name: String
  public let root: Part
}

extension LayoutSetting {
  private static let shares = 1...1000

  init(name: String, _ reader: JSON5Reader) throws(FileError) {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil
          || "-_".unicodeScalars.contains($0))
    }
    guard !name.isEmpty, isPlain else {
      throw reader.error("is no name for a layout; write letters, figures, - and _")
    }
    self.name = name
    root = try Self.part(reader)
  }

  private static func part(_ reader: JSON5Reader) throws(FileError) -> Part {
    let place = "\(reader.file):\(reader.json.line): \(reader.path)"
    if case .string(let pane) = reader.json.value {
      return Part(node: .pane(pane), share: 1, place: place)
    }
    try reader.allow(["pane", "columns", "rows", "share"])
    var share = 1
    if let weight = reader["share"] {
      guard case .integer(let number) = weight.json.value, shares.contains(number) else {
        throw weight.error("must be a number from \(shares.lowerBound) to \(shares.upperBound)")
      }
      share = number
    }
    let node: Node
    switch (reader["pane"], reader["columns"], reader["rows"]) {
    case (let pane?, nil, nil): node = .pane(try pane.string())
    case (nil, let parts?, nil): node = .columns(try Self.parts(parts))
    case (nil, nil, let parts?): node = .rows(try Self.parts(parts))
    default: throw reader.error("must have one of pane, columns and rows")
    }
    return Part(node: node, share: share, place: place)
  }

  private static func parts(_ reader: JSON5Reader) throws(FileError) -> [Part] {
    var parts: [Part] = []
    for element in try reader.elements() { parts.append(try part(element)) }
    guard !parts.isEmpty else { throw reader.error("must hold a pane at least") }
    return parts
  }
}
