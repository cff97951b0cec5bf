import EtcdModel

/// Lays tokens out: one member or element a line, indented by depth, empty containers closed up.
struct JSONPrinter {
  private static let indentation = 2
  /// Deeper levels are indented no further, or a few brackets would make a screen of spaces each.
  private static let deepestIndentation = 32
  private static let lineLimit = 50_000

  private let bytes: [UInt8]
  private var lines: [ValueLine] = []
  private var line: [ValueSpan] = []
  private var depth = 0
  private var needsBreak = false
  private var isAfterBegin = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// No more lines are taken.
  var isFull: Bool { lines.count >= Self.lineLimit }

  mutating func add(_ token: JSONReader.Token) {
    switch token.kind {
    case .beginObject, .beginArray:
      append(token, .punctuation)
      depth += 1
      needsBreak = true
    case .endObject, .endArray:
      depth -= 1
      needsBreak = !isAfterBegin
      append(token, .punctuation)
    case .comma:
      append(token, .punctuation)
      needsBreak = true
    case .colon:
      line.append(ValueSpan(": ", .punctuation))
    case .key: append(token, .key)
    case .string: append(token, .string)
    case .number: append(token, .number)
    case .bool: append(token, .bool)
    case .null: append(token, .null)
    }
    isAfterBegin = token.kind == .beginObject || token.kind == .beginArray
  }

  /// Bytes that are no tokens, to end with.
  mutating func add(rest range: Range<Int>) {
    let rest = TextFormat.lines(bytes, range)
    guard let first = rest.first else { return }
    breakLineIfNeeded()
    line += first.spans
    for next in rest.dropFirst() {
      lines.append(ValueLine(line))
      line = next.spans
    }
  }

  private mutating func append(_ token: JSONReader.Token, _ role: ValueRole) {
    breakLineIfNeeded()
    line += UTF8Text.spans(bytes, token.range, role: role)
  }

  private mutating func breakLineIfNeeded() {
    guard needsBreak else { return }
    needsBreak = false
    lines.append(ValueLine(line))
    let levels = min(depth, Self.deepestIndentation)
    let indent = String(repeating: " ", count: levels * Self.indentation)
    line = indent.isEmpty ? [] : [ValueSpan(indent)]
  }

  mutating func finish() -> [ValueLine] {
    if !line.isEmpty { lines.append(ValueLine(line)) }
    line = []
    return lines
  }
}
