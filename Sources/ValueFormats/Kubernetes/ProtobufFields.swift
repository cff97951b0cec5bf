/// The length-delimited fields of a protobuf message of unknown type.
struct ProtobufFields {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The content of the first field of this number; nil when there is none before the bytes end or
  /// stop being protobuf.
  func first(_ number: UInt64) -> ArraySlice<UInt8>? {
    var reader = self
    while let (current, content) = reader.next() {
      if current == number, let content { return content }
    }
    return nil
  }

  /// - Returns: the field's number, and its content if it is length-delimited.
  private mutating func next() -> (UInt64, ArraySlice<UInt8>?)? {
    guard let tag = varint() else { return nil }
    switch tag & 7 {
    case 0: return varint() == nil ? nil : (tag >> 3, nil)
    case 1: return take(8) == nil ? nil : (tag >> 3, nil)
    case 2: return varint().flatMap { take($0) }.map { (tag >> 3, $0) }
    case 5: return take(4) == nil ? nil : (tag >> 3, nil)
    default: return nil
    }
  }

  private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
    guard count <= UInt64(rest.count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
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
