/// The outcome of a call that failed, in gRPC's terms.
public struct RPCError: Error, Hashable, Sendable {
  /// gRPC's canonical status codes, with their wire numbers.
  public enum Code: Int, Hashable, Sendable, CaseIterable {
    case ok = 0
    case cancelled, unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists
    case permissionDenied, resourceExhausted, failedPrecondition, aborted, outOfRange
    case unimplemented, internalError, unavailable, dataLoss, unauthenticated
  }

  public var code: Code
  /// The server's or the core's words: foreign text.
  public var message: String
  public var trailers: Metadata
  /// True only when the request provably never left this process, so that even a mutation may be
  /// sent again. A call that ended by its deadline or by cancellation is never known to have stayed,
  /// unless that came before it began.
  public var neverLeft: Bool

  public init(
    code: Code, message: String, trailers: Metadata = Metadata(), neverLeft: Bool = false
  ) {
    self.code = code
    self.message = message
    self.trailers = trailers
    self.neverLeft = neverLeft
  }

  /// Of a call whose deadline had passed before it began. The transports see to that themselves: a
  /// network library may well win the race against its own timer.
  package static let tooLate = RPCError(
    code: .deadlineExceeded, message: "the deadline had passed before the call began",
    neverLeft: true)
}

/// Header and trailer fields of a call, in order; names are lower case.
public struct Metadata: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  public struct Field: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public var fields: [Field]

  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// The first value of a name.
  public subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }
}
