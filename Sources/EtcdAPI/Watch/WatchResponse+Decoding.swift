import EtcdModel

extension WatchResponse {
  /// By hand and in one pass: a replay brings millions of events, and protobuf-c would lay out two
  /// structs for each, only to be copied.
  public init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    self.init()
    var reader = WireReader(bytes.indices)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): header = try ResponseHeader(decoding: Array(bytes[range]))
      case (2, .varint(let id)): watchID = Int64(bitPattern: id)
      case (3, .varint(let flag)): isCreated = flag != 0
      case (4, .varint(let flag)): isCanceled = flag != 0
      case (5, .varint(let revision)): compactRevision = Int64(bitPattern: revision)
      case (6, .bytes(let range)): cancelReason = String(decoding: bytes[range], as: UTF8.self)
      case (7, .varint(let flag)): isFragment = flag != 0
      case (11, .bytes(let range)): events.append(try Event(bytes, range))
      default: break
      }
    }
    try reader.requireEnd(of: "WatchResponse")
  }
}

extension Event {
  fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) throws(MalformedMessage) {
    self.init(kind: .put, keyValue: KeyValue(key: Key([]), value: []))
    var reader = WireReader(range)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .varint(0)): kind = .put
      case (1, .varint(1)): kind = .delete
      case (1, .varint(let number)):
        throw MalformedMessage(message: "Event", problem: "its type \(number) is not known")
      case (2, .bytes(let range)): keyValue = try KeyValue(bytes, range)
      case (3, .bytes(let range)): previous = try KeyValue(bytes, range)
      default: break
      }
    }
    try reader.requireEnd(of: "Event")
  }
}
