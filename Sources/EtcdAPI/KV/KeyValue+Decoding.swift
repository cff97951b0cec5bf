import EtcdModel

extension KeyValue {
  /// By hand, where many are read.
  ///
  /// - Parameter range: where in the bytes it lies.
  init(_ bytes: [UInt8], _ range: Range<Int>) throws(MalformedMessage) {
    self.init(key: Key([]), value: [])
    var reader = WireReader(range)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): key = Key(Array(bytes[range]))
      case (2, .varint(let revision)): createRevision = Int64(bitPattern: revision)
      case (3, .varint(let revision)): modRevision = Int64(bitPattern: revision)
      case (4, .varint(let version)): self.version = Int64(bitPattern: version)
      case (5, .bytes(let range)): value = Array(bytes[range])
      case (6, .varint(let lease)): self.lease = LeaseID(Int64(bitPattern: lease))
      default: break
      }
    }
    try reader.requireEnd(of: "KeyValue")
  }
}
