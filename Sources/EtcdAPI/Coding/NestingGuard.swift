internal import CEtcdAPI

/// Refuses messages nested so deep that reading them would overflow the stack: protobuf-c recurses
/// without a limit.
enum NestingGuard {
  /// Messages within messages. A Txn within a Txn takes two; etcd's clients nest a few.
  static let limit = 64

  /// - Throws: `MalformedMessage` when nested deeper than `limit`. Other faults are left to
  ///   protobuf-c.
  static func check(
    _ bytes: [UInt8], _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, name: String
  ) throws(MalformedMessage) {
    var pending = [(reader: WireReader(bytes.indices), descriptor: descriptor)]
    while let (_, current) = pending.last {
      guard let field = pending[pending.count - 1].reader.next(in: bytes) else {
        pending.removeLast()
        continue
      }
      guard case .bytes(let range) = field.value,
        let inner = current.pointee.message(inField: field.number)
      else { continue }
      guard pending.count < limit else {
        throw MalformedMessage(message: name, problem: "it is nested too deep")
      }
      pending.append((WireReader(range), inner))
    }
  }
}

extension ProtobufCMessageDescriptor {
  /// The descriptor of the message that a field holds; nil for a field of another type.
  fileprivate func message(inField number: UInt32) -> UnsafePointer<ProtobufCMessageDescriptor>? {
    for field in UnsafeBufferPointer(start: fields, count: Int(n_fields))
    where field.id == number && field.type == PROTOBUF_C_TYPE_MESSAGE {
      return field.descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
    }
    return nil
  }
}
