/// Writes protobuf fields by number: just enough to make values that look like Kubernetes'.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  static func message(_ fill: (inout ProtobufWriter) -> Void) -> [UInt8] {
    var writer = ProtobufWriter()
    fill(&writer)
    return writer.bytes
  }

  mutating func field(_ number: Int, _ text: String) {
    field(number, Array(text.utf8))
  }

  mutating func field(_ number: Int, _ content: [UInt8]) {
    varint(UInt64(number << 3 | 2))
    varint(UInt64(content.count))
    bytes += content
  }

  mutating func field(_ number: Int, _ value: Int) {
    varint(UInt64(number << 3))
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func field(_ number: Int, _ fill: (inout ProtobufWriter) -> Void) {
    field(number, Self.message(fill))
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
