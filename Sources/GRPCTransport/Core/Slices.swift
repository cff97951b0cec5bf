import CGRPC

extension grpc_slice {
  /// The caller owns the slice.
  init(copying bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { raw in
      grpc_slice_from_copied_buffer(raw.assumingMemoryBound(to: CChar.self).baseAddress, raw.count)
    }
  }

  init(copying text: String) {
    var text = text
    self = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) {
        grpc_slice_from_copied_buffer($0.baseAddress, $0.count)
      }
    }
  }

  func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    withUnsafePointer(to: self) { slice in
      body(
        UnsafeBufferPointer(start: cgrpc_slice_bytes(slice), count: cgrpc_slice_length(slice)))
    }
  }

  var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

/// A message as the core takes and gives it.
typealias ByteBuffer = UnsafeMutablePointer<grpc_byte_buffer>

/// The caller destroys the buffer.
func makeByteBuffer(_ message: [UInt8]) -> ByteBuffer? {
  var slice = grpc_slice(copying: message)
  defer { grpc_slice_unref(slice) }
  return grpc_raw_byte_buffer_create(&slice, 1)
}

/// Copies a received message once and destroys the buffer; nil when the core can't read it.
func consume(_ buffer: ByteBuffer) -> [UInt8]? {
  defer { grpc_byte_buffer_destroy(buffer) }
  var reader = grpc_byte_buffer_reader()
  guard grpc_byte_buffer_reader_init(&reader, buffer) != 0 else { return nil }
  defer { grpc_byte_buffer_reader_destroy(&reader) }
  let length = grpc_byte_buffer_length(buffer)
  return [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
    var slice: UnsafeMutablePointer<grpc_slice>?
    while grpc_byte_buffer_reader_peek(&reader, &slice) != 0, let part = slice {
      let size = cgrpc_slice_length(part)
      guard size > 0 else { continue }
      guard let source = cgrpc_slice_bytes(part), let target = bytes.baseAddress,
        size <= length - count
      else { break }
      (target + count).initialize(from: source, count: size)
      count += size
    }
  }
}
