internal import CEtcdAPI

/// Operations carried out at one revision, chosen by comparisons (`etcdserverpb.TxnRequest`).
public struct TxnRequest: Hashable, Sendable, WireMessage {
  /// All must hold for `success` to be carried out, else `failure` is.
  public var compares: [Compare]
  public var success: [RequestOp]
  public var failure: [RequestOp]

  public init(compares: [Compare] = [], success: [RequestOp] = [], failure: [RequestOp] = []) {
    self.compares = compares
    self.success = success
    self.failure = failure
  }
}

extension TxnRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__TxnRequest> { etcdserverpb__txn_request__init }

  init(_ c: Etcdserverpb__TxnRequest) throws(MalformedMessage) {
    self.init(
      compares: try Compare.array(c.compare, c.n_compare),
      success: try RequestOp.array(c.success, c.n_success),
      failure: try RequestOp.array(c.failure, c.n_failure))
  }

  func write(to c: inout Etcdserverpb__TxnRequest, in arena: Arena) {
    (c.n_compare, c.compare) = arena.messages(compares)
    (c.n_success, c.success) = arena.messages(success)
    (c.n_failure, c.failure) = arena.messages(failure)
  }
}

public struct TxnResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// The comparisons held.
  public var succeeded: Bool
  /// One for each operation, in order.
  public var responses: [ResponseOp]

  public init(
    header: ResponseHeader = ResponseHeader(), succeeded: Bool = false,
    responses: [ResponseOp] = []
  ) {
    self.header = header
    self.succeeded = succeeded
    self.responses = responses
  }
}

extension TxnResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__TxnResponse> { etcdserverpb__txn_response__init }

  init(_ c: Etcdserverpb__TxnResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), succeeded: c.succeeded != 0,
      responses: try ResponseOp.array(c.responses, c.n_responses))
  }

  func write(to c: inout Etcdserverpb__TxnResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.succeeded = succeeded ? 1 : 0
    (c.n_responses, c.responses) = arena.messages(responses)
  }
}

extension TxnRequest {
  /// One member answers it from what it has: all operations are serializable ranges.
  public var isSerializable: Bool {
    (success + failure).allSatisfy { operation in
      switch operation {
      case .range(let request): request.isSerializable
      case .put, .deleteRange: false
      case .txn(let inner): inner.isSerializable
      }
    }
  }

  /// Whatever the comparisons say, nothing is written.
  public var isReadOnly: Bool {
    (success + failure).allSatisfy { operation in
      switch operation {
      case .range: true
      case .put, .deleteRange: false
      case .txn(let inner): inner.isReadOnly
      }
    }
  }
}
