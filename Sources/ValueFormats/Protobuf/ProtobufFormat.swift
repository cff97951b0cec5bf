import EtcdModel

/// Protobuf without its schema, as a tree of field numbers, the way `protoc --decode_raw` prints it.
enum ProtobufFormat {
  /// Schemas seldom number higher.
  private static let largestNumber: UInt64 = 1000

  /// All of it reads as fields with numbers that people give, and a quarter of it or more is text
  /// within them: bytes by chance are none of that.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8 else { return false }
    var text = 0
    guard look(in: bytes[...], depth: 0, &text) else { return false }
    return text >= max(4, bytes.count / 4)
  }

  /// - Parameter text: counts the bytes of texts of more than three.
  private static func look(in bytes: ArraySlice<UInt8>, depth: Int, _ text: inout Int) -> Bool {
    var fields = ProtobufFields(bytes)
    while let field = fields.next() {
      guard field.number <= largestNumber else { return false }
      guard case .bytes(let content) = field.value, content.count > 3 else { continue }
      if TextFormat.isText(Array(content)) {
        text += content.count
      } else if depth < ProtobufPrinter.depthLimit {
        var inner = 0
        if look(in: content, depth: depth + 1, &inner) { text += inner }
      }
    }
    return fields.rest.isEmpty
  }

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    let prefix = KubernetesEnvelope.magic
    let hasPrefix = bytes.starts(with: prefix)
    var printer = ProtobufPrinter(end: limit)
    var fields = ProtobufFields(bytes[(hasPrefix ? prefix.count : 0)...])
    var lines = hasPrefix ? [TextFormat.line(bytes, [(prefix.indices, .comment)])] : []
    printer.add(&fields, depth: 0)
    lines += printer.lines

    var shownSize = min(printer.stop ?? fields.rest.startIndex, limit)
    var fault: String?
    if printer.stop == nil, !fields.rest.isEmpty {
      fault = "no protobuf from byte \(shownSize) on, shown as bytes"
      lines += HexFormat.lines(bytes, shownSize..<limit)
      shownSize = limit
    }
    return Rendering(lines: lines, shownSize: shownSize, fault: fault)
  }
}

/// Prints fields as lines, guessing what length-delimited ones hold.
struct ProtobufPrinter {
  static let depthLimit = 32
  private static let lineLimit = 50_000
  private static let longestBytes = 32
  private static let longestText = 4 << 10

  private(set) var lines: [ValueLine] = []
  /// Where the first field lies that was left out, for the preview ended or lines became too many.
  private(set) var stop: Int?
  private let end: Int

  /// - Parameter end: fields that begin here or later are left out.
  init(end: Int) {
    self.end = end
  }

  mutating func add(_ fields: inout ProtobufFields, depth: Int) {
    while !fields.rest.isEmpty {
      guard fields.rest.startIndex < end, lines.count < Self.lineLimit else {
        stop = stop ?? fields.rest.startIndex
        return
      }
      guard let field = fields.next() else { return }
      add(field, depth: depth)
    }
  }

  private mutating func add(_ field: ProtobufFields.Field, depth: Int) {
    switch field.value {
    case .varint(let number): append(field, [ValueSpan(String(number), .number)], depth)
    case .fixed64(let number), .fixed32(let number):
      append(field, [ValueSpan("0x" + String(number, radix: 16), .number)], depth)
    case .bytes(let bytes) where isMessage(bytes, depth: depth):
      appendLine(
        [ValueSpan(String(field.number), .key), ValueSpan(" {", .punctuation)], depth)
      var inner = ProtobufFields(bytes)
      add(&inner, depth: depth + 1)
      appendLine([ValueSpan("}", .punctuation)], depth)
    case .bytes(let bytes): append(field, content(bytes), depth)
    }
  }

  /// Text that begins with a line break may well be a message: field 1 begins with the same byte.
  private func isMessage(_ bytes: ArraySlice<UInt8>, depth: Int) -> Bool {
    guard !bytes.isEmpty, depth < Self.depthLimit, bytes.contains(where: UTF8Text.isControl) else {
      return false
    }
    return ProtobufFields.areFields(bytes)
  }

  private func content(_ bytes: ArraySlice<UInt8>) -> [ValueSpan] {
    let isText = TextFormat.isText(Array(bytes))
    let shown = bytes.prefix(isText ? Self.longestText : Self.longestBytes)
    var spans: [ValueSpan]
    if isText {
      let text = String(decoding: shown, as: UTF8.self)
        .unicodeScalars.map(Self.escaped).joined()
      spans = [ValueSpan("\"\(text)\"", .string)]
    } else {
      spans = [ValueSpan(shown.map(Hexadecimal.digits).joined(separator: " "), .hexOther)]
    }
    if shown.count < bytes.count {
      spans.append(ValueSpan(" first \(shown.count) of \(bytes.count) bytes", .comment))
    }
    return spans
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\"": "\\\""
    case "\\": "\\\\"
    default: String(scalar)
    }
  }

  private mutating func append(
    _ field: ProtobufFields.Field, _ value: [ValueSpan], _ depth: Int
  ) {
    appendLine(
      [ValueSpan(String(field.number), .key), ValueSpan(": ", .punctuation)] + value, depth)
  }

  private mutating func appendLine(_ spans: [ValueSpan], _ depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    lines.append(ValueLine(depth == 0 ? spans : [ValueSpan(indent)] + spans))
  }
}
