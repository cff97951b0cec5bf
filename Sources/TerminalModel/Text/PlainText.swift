extension Unicode.Scalar {
  /// What stands for it where only ASCII can be shown: for the symbols of our own sentences
  /// something like them. Foreign text was escaped before it comes here.
  public var plain: Unicode.Scalar {
    switch self {
    case _ where 0x20...0x7E ~= value: self
    case "→": ">"
    case "←": "<"
    case "↑": "^"
    case "↓": "v"
    case "…": "~"
    case "·": "."
    case "–", "—": "-"
    case "×": "x"
    default: "?"
    }
  }
}
