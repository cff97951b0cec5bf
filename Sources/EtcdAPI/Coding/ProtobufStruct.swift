internal import CEtcdAPI

typealias Initializer<C> = (UnsafeMutablePointer<C>?) -> Void

/// A Swift value with a struct of protobuf-c behind it.
protocol ProtobufStruct {
  associatedtype CStruct

  /// Fills in the descriptor and the defaults: protobuf-c's `…__init`.
  static var initialize: Initializer<CStruct> { get }

  init(_ c: CStruct) throws(MalformedMessage)

  /// Sets every field; what `c` points to afterwards lives as long as the arena.
  func write(to c: inout CStruct, in arena: Arena)
}

extension ProtobufStruct {
  /// An absent message is one with every field at its default.
  init(reading pointer: UnsafeMutablePointer<CStruct>?) throws(MalformedMessage) {
    try self.init(pointer?.pointee ?? Self.blank())
  }

  static func optional(
    _ pointer: UnsafeMutablePointer<CStruct>?
  ) throws(MalformedMessage) -> Self? {
    guard let pointer else { return nil }
    return try Self(pointer.pointee)
  }

  static func array(
    _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<CStruct>?>?, _ count: Int
  ) throws(MalformedMessage) -> [Self] {
    var values: [Self] = []
    values.reserveCapacity(count)
    for pointer in UnsafeBufferPointer(start: pointers, count: count) {
      values.append(try Self(reading: pointer))
    }
    return values
  }

  static func blank() -> CStruct {
    let storage = UnsafeMutablePointer<CStruct>.allocate(capacity: 1)
    defer { storage.deallocate() }
    initialize(storage)
    return storage.pointee
  }
}

/// An enumeration whose raw values are the numbers on the wire.
protocol ProtobufEnum: RawRepresentable where RawValue == UInt32 {}

extension ProtobufEnum {
  init(_ number: UInt32) throws(MalformedMessage) {
    guard let value = Self(rawValue: number) else {
      throw MalformedMessage(message: "\(Self.self)", problem: "\(number) is not known")
    }
    self = value
  }
}

func strings(_ fields: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int) -> [String] {
  UnsafeBufferPointer(start: fields, count: count).map(\.string)
}

func byteStrings(_ fields: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int) -> [[UInt8]] {
  UnsafeBufferPointer(start: fields, count: count).map(\.bytes)
}

extension ProtobufCBinaryData {
  private var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: data, count: len) }

  var bytes: [UInt8] { len == 0 ? [] : Array(buffer) }

  /// Bytes that are not UTF-8 become U+FFFD.
  var string: String { String(decoding: buffer, as: UTF8.self) }
}
