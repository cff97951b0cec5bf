/// JSON as text, for objects whose shape is written out where they are made.
package enum JSONText {
  /// Quoted, with everything escaped that is not plainly printable, so that foreign text stays
  /// inert on a terminal too.
  package static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case " "..."~": quoted.unicodeScalars.append(scalar)
      default: for unit in String(scalar).utf16 { quoted += "\\u" + hex(unit) }
      }
    }
    return quoted + "\""
  }

  package static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { string($0.0) + ": " + $0.1 }.joined(separator: ", ") + "}"
  }

  package static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ", ") + "]"
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
