/// A request or a response of etcd's gRPC API, to and from its protobuf bytes.
public protocol WireMessage: Hashable, Sendable {
  func encoded() -> [UInt8]

  /// Unknown fields are skipped, absent ones take their default.
  ///
  /// - Throws: `MalformedMessage` when the bytes are no such message, whatever they are.
  init(decoding bytes: [UInt8]) throws(MalformedMessage)
}

/// A response of etcd's own services: all of them begin with a header.
public protocol EtcdResponse: WireMessage {
  var header: ResponseHeader { get }
}

/// Bytes that are not the message they should be.
public struct MalformedMessage: Error, Hashable, Sendable, CustomStringConvertible {
  /// Such as `RangeResponse`.
  public let message: String
  /// What is wrong, as a phrase.
  public let problem: String

  public init(message: String, problem: String) {
    self.message = message
    self.problem = problem
  }

  public var description: String { "the \(message) can't be read: \(problem)" }
}

extension String {
  static let garbled = "it is cut off or garbled"
}
