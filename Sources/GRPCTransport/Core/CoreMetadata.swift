import CGRPC
import RPCCore

extension Metadata {
  /// Copies what the core received; values that are not UTF-8 are repaired.
  init(_ array: grpc_metadata_array) {
    self.init()
    guard array.count > 0 else { return }
    fields.reserveCapacity(array.count)
    for index in 0..<array.count {
      let field = array.metadata[index]
      fields.append(Field(name: field.key.text, value: field.value.text))
    }
  }

  /// Lends the fields in the core's form; the core keeps references of its own.
  func withCoreFields<Value>(
    _ body: (UnsafeMutablePointer<grpc_metadata>?, Int) -> Value
  ) -> Value {
    guard !fields.isEmpty else { return body(nil, 0) }
    var core = fields.map { field in
      var entry = grpc_metadata()
      entry.key = grpc_slice(copying: field.name)
      entry.value = grpc_slice(copying: field.value)
      return entry
    }
    defer {
      for entry in core {
        grpc_slice_unref(entry.key)
        grpc_slice_unref(entry.value)
      }
    }
    return core.withUnsafeMutableBufferPointer { body($0.baseAddress, $0.count) }
  }
}
