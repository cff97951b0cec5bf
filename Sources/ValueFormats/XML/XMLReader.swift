import EtcdModel

/// Cuts XML into pieces that follow each other without a gap, and checks that elements close as they
/// opened. No entity is resolved and nothing is looked up.
struct XMLReader {
  struct Piece: Equatable {
    var range: Range<Int>
    var role: ValueRole
  }

  private static let depthLimit = 256

  private let bytes: [UInt8]
  private let end: Int
  private var position = 0
  /// Within a tag: attributes are read.
  private var isInTag = false
  private var isClosingTag = false
  /// The names of the elements that are open, as places in the bytes.
  private var open: [Range<Int>] = []
  private var elements = 0
  private var hasFault = false

  init(_ bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// No element is open.
  var isOutside: Bool { open.isEmpty }

  /// The end was reached, and everything was closed as it had been opened.
  var isWhole: Bool { !hasFault && open.isEmpty && elements == 1 && position >= end && !isInTag }

  mutating func next() -> Piece? {
    guard position < end else { return nil }
    return isInTag ? inTag() : outsideTag()
  }

  private mutating func outsideTag() -> Piece {
    guard bytes[position] == UInt8(ascii: "<") else {
      return take(to: find("<", from: position) ?? end, .plain)
    }
    if starts("<!--") { return takeThrough("-->", .comment) }
    if starts("<![CDATA[") { return takeThrough("]]>", .string) }
    if starts("<?") { return takeThrough("?>", .comment) }
    if starts("<!") { return takeThrough(">", .comment) }
    isClosingTag = starts("</")
    let nameStart = position + (isClosingTag ? 2 : 1)
    let nameEnd = self.nameEnd(nameStart)
    if nameEnd == nameStart {
      hasFault = true
      return take(to: position + 1, .plain)
    }
    if isClosingTag {
      close(nameStart..<nameEnd)
    } else {
      if open.isEmpty { elements += 1 }
      if open.count >= Self.depthLimit { hasFault = true }
      open.append(nameStart..<nameEnd)
    }
    isInTag = true
    return take(to: nameEnd, .key)
  }

  private mutating func inTag() -> Piece {
    switch bytes[position] {
    case UInt8(ascii: ">"):
      isInTag = false
      return take(to: position + 1, .key)
    case UInt8(ascii: "/") where starts("/>"):
      isInTag = false
      if open.isEmpty || isClosingTag { hasFault = true } else { open.removeLast() }
      return take(to: position + 2, .key)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let quote = String(UnicodeScalar(bytes[position]))
      guard let closing = find(quote, from: position + 1) else {
        hasFault = true
        return take(to: end, .string)
      }
      return take(to: closing + 1, .string)
    case UInt8(ascii: "="): return take(to: position + 1, .punctuation)
    case UInt8(ascii: "<"):
      hasFault = true
      isInTag = false
      return take(to: position + 1, .plain)
    default:
      let nameEnd = self.nameEnd(position)
      if nameEnd > position { return take(to: nameEnd, .number) }
      return take(to: position + 1, .plain)
    }
  }

  private mutating func close(_ name: Range<Int>) {
    guard let opened = open.popLast() else {
      hasFault = true
      return
    }
    if !bytes[opened].elementsEqual(bytes[name]) { hasFault = true }
  }

  private mutating func take(to limit: Int, _ role: ValueRole) -> Piece {
    let start = position
    position = min(max(limit, start + 1), end)
    return Piece(range: start..<position, role: role)
  }

  private mutating func takeThrough(_ closing: String, _ role: ValueRole) -> Piece {
    guard let found = find(closing, from: position) else {
      hasFault = true
      return take(to: end, role)
    }
    return take(to: found + closing.utf8.count, role)
  }

  private func starts(_ text: String) -> Bool {
    bytes[position..<end].starts(with: text.utf8)
  }

  private func find(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    var index = start
    while index + wanted.count <= end {
      guard let candidate = bytes[index..<end].firstIndex(of: first) else { return nil }
      if bytes[candidate..<end].starts(with: wanted) { return candidate }
      index = candidate + 1
    }
    return nil
  }

  private func nameEnd(_ start: Int) -> Int {
    var index = start
    while index < end, !" \t\r\n/>=<\"'".utf8.contains(bytes[index]) { index += 1 }
    return index
  }
}
