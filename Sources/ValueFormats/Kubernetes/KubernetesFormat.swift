import EtcdModel

/// A Kubernetes object by its fields' names, as YAML would show it; fields without a known name by
/// their numbers.
enum KubernetesFormat {
  /// - Parameter reveals: shows a Secret's values.
  static func render(_ bytes: [UInt8], limit: Int, reveals: Bool) -> Rendering {
    guard let envelope = KubernetesEnvelope(bytes) else {
      var rendering = ProtobufFormat.render(bytes, limit: limit)
      rendering.fault = "no object of Kubernetes, shown as a field tree"
      return rendering
    }
    var printer = KubernetesPrinter(end: limit, masks: envelope.isSecret && !reveals)
    printer.line(0, "apiVersion", .text(envelope.apiVersion))
    printer.line(0, "kind", .text(envelope.kind))
    let content = envelope.content
    let type = KubernetesSchema.fields(of: envelope.kind) == nil ? "Object" : envelope.kind
    let rest = printer.add(content, type: type, depth: 0)
    var rendering = Rendering(
      lines: printer.lines, shownSize: min(printer.stop ?? bytes.count, limit))
    if printer.stop == nil, !rest.isEmpty {
      rendering.lines += HexFormat.lines(bytes, rest.startIndex..<min(limit, rest.endIndex))
      rendering.fault = "no protobuf from byte \(rest.startIndex) on, shown as bytes"
    }
    return rendering
  }
}

/// Prints a message's fields as lines.
struct KubernetesPrinter {
  enum Scalar {
    case text(String)
    case number(String)
    case bool(Bool)
    case mask(Int)
    case note(String)
  }

  private static let depthLimit = 24
  private static let lineLimit = 50_000

  private(set) var lines: [ValueLine] = []
  /// Where the first field lies that was left out.
  private(set) var stop: Int?
  private let end: Int
  /// Leaves out the values of secrets, and annotations, in which `kubectl apply` repeats them.
  private let masks: Bool
  /// Put before the next line instead of two of its spaces: it begins an item.
  private var startsItem = false

  init(end: Int, masks: Bool) {
    self.end = end
    self.masks = masks
  }

  mutating func line(_ depth: Int, _ name: String, _ value: Scalar? = nil) {
    var spans = indent(depth)
    spans += [ValueSpan(name, .key), ValueSpan(value == nil ? ":" : ": ", .punctuation)]
    if let value { spans += Self.spans(value) }
    lines.append(ValueLine(spans))
  }

  /// - Returns: what follows the last whole field.
  mutating func add(_ bytes: ArraySlice<UInt8>, type: String, depth: Int) -> ArraySlice<UInt8> {
    let schema = KubernetesSchema.fields(of: type) ?? [:]
    var fields = ProtobufFields(bytes)
    var last: UInt64?
    while !fields.rest.isEmpty {
      guard fields.rest.startIndex < end, lines.count < Self.lineLimit else {
        stop = stop ?? fields.rest.startIndex
        return []
      }
      let start = fields.rest.startIndex
      guard let field = fields.next() else { return fields.rest }
      let isNext = last == field.number
      last = field.number
      if let known = schema[field.number] {
        add(field.value, known, isNext: isNext, depth: depth)
      } else {
        addUnknown(bytes[start..<fields.rest.startIndex], depth: depth)
      }
    }
    return []
  }

  private mutating func add(
    _ value: ProtobufFields.Value, _ field: KubernetesSchema.Field, isNext: Bool, depth: Int
  ) {
    switch (field.kind, value) {
    case (.map, .bytes(let entry)), (.secrets, .bytes(let entry)):
      if !isNext { line(depth, field.name) }
      let isSecret = field.kind == .secrets || field.name == "annotations"
      add(entry: entry, isMasked: masks && isSecret, depth: depth + 1)
    case (.time, .bytes(let time)):
      line(depth, field.name, .text(KubernetesTime.words(time)))
    case (.message(let type), .bytes(let message)) where depth < Self.depthLimit:
      if !field.isRepeated || !isNext { line(depth, field.name) }
      startsItem = field.isRepeated
      let rest = add(message, type: type, depth: depth + 1)
      startsItem = false
      if !rest.isEmpty { note("\(rest.count) bytes that are no protobuf", depth + 1) }
    case (.plain, .bytes(let content)) where field.isRepeated:
      if !isNext { line(depth, field.name) }
      var spans = indent(depth) + [ValueSpan("- ", .punctuation)]
      spans += Self.spans(Self.scalar(content))
      lines.append(ValueLine(spans))
    case (.plain, .bytes(let content)) where !Self.isText(content) && !content.isEmpty:
      line(depth, field.name)
      addUnknown(content, depth: depth + 1)
    case (.bool, .varint(let number)): line(depth, field.name, .bool(number != 0))
    case (_, .bytes(let content)): line(depth, field.name, Self.scalar(content))
    case (_, .varint(let number)):
      line(depth, field.name, .number(String(Int64(bitPattern: number))))
    case (_, .fixed64(let number)), (_, .fixed32(let number)):
      line(depth, field.name, .number("0x" + String(number, radix: 16)))
    }
  }

  private mutating func add(entry: ArraySlice<UInt8>, isMasked: Bool, depth: Int) {
    let fields = ProtobufFields(entry)
    let name = String(decoding: (fields.first(1) ?? []).prefix(512), as: UTF8.self)
    var value = fields.first(2) ?? []
    // A quantity is a message of one text.
    if !isMasked, !Self.isText(value), let inner = ProtobufFields(value).first(1) { value = inner }
    if isMasked {
      line(depth, name, .mask(value.count))
    } else {
      addValue(value, named: name, depth: depth)
    }
  }

  /// Text of several lines stands below its name.
  private mutating func addValue(_ value: ArraySlice<UInt8>, named name: String, depth: Int) {
    let bytes = Array(value)
    guard bytes.contains(UInt8(ascii: "\n")), TextFormat.isText(bytes) else {
      line(depth, name, Self.scalar(value))
      return
    }
    line(depth, name, .note("|"))
    for text in TextFormat.lines(bytes, bytes.indices) where lines.count < Self.lineLimit {
      lines.append(ValueLine(indent(depth + 1) + text.spans))
    }
  }

  private mutating func addUnknown(_ bytes: ArraySlice<UInt8>, depth: Int) {
    var printer = ProtobufPrinter(end: end)
    var fields = ProtobufFields(bytes)
    printer.add(&fields, depth: 0)
    for line in printer.lines where lines.count < Self.lineLimit {
      lines.append(ValueLine(indent(depth) + line.spans))
    }
    stop = stop ?? printer.stop
    if printer.stop == nil, !fields.rest.isEmpty {
      note("\(fields.rest.count) bytes that are no protobuf", depth)
    }
  }

  private mutating func note(_ words: String, _ depth: Int) {
    lines.append(ValueLine(indent(depth) + [ValueSpan("# " + words, .comment)]))
  }

  private mutating func indent(_ depth: Int) -> [ValueSpan] {
    defer { startsItem = false }
    let levels = startsItem ? depth - 1 : depth
    var spans = levels > 0 ? [ValueSpan(String(repeating: "  ", count: levels))] : []
    if startsItem { spans.append(ValueSpan("- ", .punctuation)) }
    return spans
  }

  private static func isText(_ content: ArraySlice<UInt8>) -> Bool {
    TextFormat.isText(Array(content))
  }

  private static func scalar(_ content: ArraySlice<UInt8>) -> Scalar {
    isText(content)
      ? .text(String(decoding: content, as: UTF8.self)) : .note("\(content.count) bytes")
  }

  private static func spans(_ scalar: Scalar) -> [ValueSpan] {
    switch scalar {
    case .text(let text): text.isEmpty ? [ValueSpan("\"\"", .string)] : one(text)
    case .number(let number): [ValueSpan(number, .number)]
    case .bool(let bool): [ValueSpan(String(bool), .bool)]
    case .mask(let size): [ValueSpan("(secret of \(size) bytes)", .masked)]
    case .note(let words): [ValueSpan(words, .comment)]
    }
  }

  /// A text on one line, its controls escaped.
  private static func one(_ text: String) -> [ValueSpan] {
    let bytes = Array(text.utf8)
    return UTF8Text.spans(bytes, bytes.indices, role: .string)
  }
}
