public import EtcdModel

/// What a Range answer says about a key, apart from its bytes and its value's.
public struct RangeEntry: Hashable, Sendable {
  public var createRevision: Revision = 0
  public var modRevision: Revision = 0
  public var version: Int64 = 0
  public var lease = LeaseID.none
  /// Bytes of the value; 0 when only keys were asked for.
  public var valueSize = 0
}

extension RangeResponse {
  /// Reads a Range answer key by key without copying any: for long listings, of which little is
  /// kept.
  ///
  /// - Parameter visit: called for each key in the order of the answer, also for those before a
  ///   fault.
  /// - Returns: the answer without its keys.
  /// - Throws: `MalformedMessage` when the bytes are no such answer.
  public static func scan(
    _ bytes: [UInt8], _ visit: (_ key: Span<UInt8>, _ entry: RangeEntry) -> Void
  ) throws(MalformedMessage) -> RangeResponse {
    var response = RangeResponse()
    var reader = WireReader(bytes.indices)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)):
        response.header = try ResponseHeader(decoding: Array(bytes[range]))
      case (2, .bytes(let range)): try scanKeyValue(bytes, range, visit)
      case (3, .varint(let more)): response.more = more != 0
      case (4, .varint(let count)): response.count = Int64(bitPattern: count)
      default: break
      }
    }
    try reader.requireEnd(of: "RangeResponse")
    return response
  }

  private static func scanKeyValue(
    _ bytes: [UInt8], _ range: Range<Int>, _ visit: (Span<UInt8>, RangeEntry) -> Void
  ) throws(MalformedMessage) {
    var entry = RangeEntry()
    var key = 0..<0
    var reader = WireReader(range)
    while let field = reader.next(in: bytes) {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): key = range
      case (2, .varint(let revision)): entry.createRevision = Int64(bitPattern: revision)
      case (3, .varint(let revision)): entry.modRevision = Int64(bitPattern: revision)
      case (4, .varint(let version)): entry.version = Int64(bitPattern: version)
      case (5, .bytes(let range)): entry.valueSize = range.count
      case (6, .varint(let lease)): entry.lease = LeaseID(Int64(bitPattern: lease))
      default: break
      }
    }
    try reader.requireEnd(of: "KeyValue")
    visit(bytes.span.extracting(key), entry)
  }
}
