/// Steps over the fields of one protobuf message without knowing its type.
struct WireReader {
  enum Value: Equatable {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// Where the bytes lie.
    case bytes(Range<Int>)
  }

  struct Field: Equatable {
    var number: UInt32
    var value: Value
  }

  private var position: Int
  private let end: Int
  /// The bytes ended within a field, or were none.
  private var isMalformed = false

  /// - Parameter range: where in the bytes the message lies.
  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field; nil at the end and when the rest is malformed.
  mutating func next(in bytes: [UInt8]) -> Field? {
    guard position < end else { return nil }
    guard let tag = varint(in: bytes), tag >> 3 > 0, tag <= UInt64(UInt32.max),
      let value = value(ofWireType: tag & 7, in: bytes)
    else {
      isMalformed = true
      position = end
      return nil
    }
    return Field(number: UInt32(tag >> 3), value: value)
  }

  /// - Throws: `MalformedMessage` unless every field was read.
  func requireEnd(of message: String) throws(MalformedMessage) {
    guard !isMalformed else { throw MalformedMessage(message: message, problem: .garbled) }
  }

  private mutating func value(ofWireType type: UInt64, in bytes: [UInt8]) -> Value? {
    switch type {
    case 0: return varint(in: bytes).map(Value.varint)
    case 1: return fixed(8, in: bytes).map(Value.fixed64)
    case 2:
      guard let length = varint(in: bytes), length <= UInt64(end - position) else { return nil }
      let start = position
      position += Int(length)
      return .bytes(start..<position)
    case 5: return fixed(4, in: bytes).map { .fixed32(UInt32($0)) }
    default: return nil
    }
  }

  private mutating func varint(in bytes: [UInt8]) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// Little-endian.
  private mutating func fixed(_ size: Int, in bytes: [UInt8]) -> UInt64? {
    guard end - position >= size else { return nil }
    defer { position += size }
    return bytes[position..<position + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
