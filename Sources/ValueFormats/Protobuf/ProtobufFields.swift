/// The fields of a protobuf message of unknown type, one after the other.
struct ProtobufFields {
  enum Value: Equatable {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt64)
    /// Text, bytes, a message or packed numbers: protobuf does not say which.
    case bytes(ArraySlice<UInt8>)
  }

  struct Field: Equatable {
    var number: UInt64
    var value: Value
  }

  /// What follows the last whole field.
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// nil at the end, and where the bytes stop being protobuf: `rest` is not empty then.
  mutating func next() -> Field? {
    var reader = self
    guard let tag = reader.varint(), (1...0x1FFF_FFFF).contains(tag >> 3),
      let value = reader.value(ofWireType: tag & 7)
    else { return nil }
    self = reader
    return Field(number: tag >> 3, value: value)
  }

  /// The content of the first length-delimited field of this number.
  func first(_ number: UInt64) -> ArraySlice<UInt8>? {
    var reader = self
    while let field = reader.next() {
      if field.number == number, case .bytes(let content) = field.value { return content }
    }
    return nil
  }

  /// All of the bytes are fields.
  static func areFields(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = ProtobufFields(bytes)
    while reader.next() != nil {}
    return reader.rest.isEmpty
  }

  private mutating func value(ofWireType type: UInt64) -> Value? {
    switch type {
    case 0: varint().map(Value.varint)
    case 1: fixed(8).map(Value.fixed64)
    case 2: varint().flatMap { take($0) }.map(Value.bytes)
    case 5: fixed(4).map(Value.fixed32)
    default: nil
    }
  }

  private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(rest.count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }

  /// Little-endian.
  private mutating func fixed(_ size: UInt64) -> UInt64? {
    take(size).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
