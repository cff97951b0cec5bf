internal import CEtcdAPI

/// A whole message: a `ProtobufStruct` that travels on its own.
protocol ProtobufMessage: WireMessage, ProtobufStruct {
  /// The type may contain itself, so that its depth is the sender's choice.
  static var isRecursive: Bool { get }
}

extension ProtobufMessage {
  static var isRecursive: Bool { false }

  public func encoded() -> [UInt8] {
    let arena = Arena()
    return withExtendedLifetime(arena) {
      let message = UnsafeRawPointer(arena.message(self)).assumingMemoryBound(
        to: ProtobufCMessage.self)
      let size = protobuf_c_message_get_packed_size(message)
      return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        count = protobuf_c_message_pack(message, buffer.baseAddress)
      }
    }
  }

  public init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    try self.init(unpacking: bytes)
  }

  /// By protobuf-c.
  init(unpacking bytes: [UInt8]) throws(MalformedMessage) {
    let arena = Arena(budget: Self.memoryBudget(forSize: bytes.count))
    var allocator = arena.allocator
    defer { withExtendedLifetime(arena) {} }
    let descriptor = Self.descriptor
    if Self.isRecursive {
      try NestingGuard.check(bytes, descriptor, name: "\(Self.self)")
    }
    guard let unpacked = protobuf_c_message_unpack(descriptor, &allocator, bytes.count, bytes)
    else {
      throw MalformedMessage(message: "\(Self.self)", problem: .garbled)
    }
    try self.init(UnsafeRawPointer(unpacked).assumingMemoryBound(to: CStruct.self).pointee)
  }

  /// Far more than any message of a server needs, whose structs are 30 times as large as their
  /// bytes at most; but merging the same field again and again would cost the square of the size.
  private static func memoryBudget(forSize size: Int) -> Int { 1 << 16 + 128 * size }

  private static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    withUnsafePointer(to: blank()) {
      UnsafeRawPointer($0).assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
    }
  }
}
