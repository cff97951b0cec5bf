import EtcdModel

extension RangeResponse {
  /// By hand and in one pass: listing a large keyspace brings millions of keys, and protobuf-c would
  /// lay out a struct for each, only to be copied.
  public init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    try self.init(bytes, bytes.indices)
  }

  fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) throws(MalformedMessage) {
    self.init()
    var reader = WireReader(range)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): header = try ResponseHeader(decoding: Array(bytes[range]))
      case (2, .bytes(let range)): keyValues.append(try KeyValue(bytes, range))
      case (3, .varint(let flag)): more = flag != 0
      case (4, .varint(let count)): self.count = Int64(bitPattern: count)
      default: break
      }
    }
    try reader.requireEnd(of: "RangeResponse")
  }
}

extension TxnResponse {
  /// By hand: a Txn of many Ranges is as large as their answers.
  public init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    self.init()
    var reader = WireReader(bytes.indices)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): header = try ResponseHeader(decoding: Array(bytes[range]))
      case (2, .varint(let flag)): succeeded = flag != 0
      case (3, .bytes(let range)): responses.append(try ResponseOp(bytes, range))
      default: break
      }
    }
    try reader.requireEnd(of: "TxnResponse")
  }
}

extension ResponseOp {
  fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) throws(MalformedMessage) {
    var response: ResponseOp?
    var reader = WireReader(range)
    while let field = reader.next(in: bytes) {
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: response = .range(try RangeResponse(bytes, range))
      case 2: response = .put(try PutResponse(decoding: Array(bytes[range])))
      case 3: response = .deleteRange(try DeleteRangeResponse(decoding: Array(bytes[range])))
      // How deep it goes on is the sender's choice, and guarded there.
      case 4: response = .txn(try TxnResponse(unpacking: Array(bytes[range])))
      default: break
      }
    }
    try reader.requireEnd(of: "ResponseOp")
    guard let response else {
      throw MalformedMessage(message: "ResponseOp", problem: "its operation is not known")
    }
    self = response
  }
}
