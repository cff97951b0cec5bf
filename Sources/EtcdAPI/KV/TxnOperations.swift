internal import CEtcdAPI

/// One operation of a Txn (`etcdserverpb.RequestOp`).
public enum RequestOp: Hashable, Sendable {
  case range(RangeRequest)
  case put(PutRequest)
  case deleteRange(DeleteRangeRequest)
  case txn(TxnRequest)
}

/// The answer to one operation of a Txn (`etcdserverpb.ResponseOp`).
public enum ResponseOp: Hashable, Sendable {
  case range(RangeResponse)
  case put(PutResponse)
  case deleteRange(DeleteRangeResponse)
  case txn(TxnResponse)
}

extension TxnRequest {
  static var isRecursive: Bool { true }
}

extension TxnResponse {
  static var isRecursive: Bool { true }
}

extension RequestOp: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__RequestOp> { etcdserverpb__request_op__init }

  init(_ c: Etcdserverpb__RequestOp) throws(MalformedMessage) {
    switch c.request_case {
    case ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_RANGE:
      self = .range(try RangeRequest(reading: c.request_range))
    case ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_PUT:
      self = .put(try PutRequest(reading: c.request_put))
    case ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_DELETE_RANGE:
      self = .deleteRange(try DeleteRangeRequest(reading: c.request_delete_range))
    case ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_TXN:
      self = .txn(try TxnRequest(reading: c.request_txn))
    default:
      throw MalformedMessage(message: "RequestOp", problem: "its operation is not known")
    }
  }

  func write(to c: inout Etcdserverpb__RequestOp, in arena: Arena) {
    switch self {
    case .range(let request):
      c.request_case = ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_RANGE
      c.request_range = arena.message(request)
    case .put(let request):
      c.request_case = ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_PUT
      c.request_put = arena.message(request)
    case .deleteRange(let request):
      c.request_case = ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_DELETE_RANGE
      c.request_delete_range = arena.message(request)
    case .txn(let request):
      c.request_case = ETCDSERVERPB__REQUEST_OP__REQUEST_REQUEST_TXN
      c.request_txn = arena.message(request)
    }
  }
}

extension ResponseOp: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__ResponseOp> { etcdserverpb__response_op__init }

  init(_ c: Etcdserverpb__ResponseOp) throws(MalformedMessage) {
    switch c.response_case {
    case ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_RANGE:
      self = .range(try RangeResponse(reading: c.response_range))
    case ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_PUT:
      self = .put(try PutResponse(reading: c.response_put))
    case ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_DELETE_RANGE:
      self = .deleteRange(try DeleteRangeResponse(reading: c.response_delete_range))
    case ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_TXN:
      self = .txn(try TxnResponse(reading: c.response_txn))
    default:
      throw MalformedMessage(message: "ResponseOp", problem: "its operation is not known")
    }
  }

  func write(to c: inout Etcdserverpb__ResponseOp, in arena: Arena) {
    switch self {
    case .range(let response):
      c.response_case = ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_RANGE
      c.response_range = arena.message(response)
    case .put(let response):
      c.response_case = ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_PUT
      c.response_put = arena.message(response)
    case .deleteRange(let response):
      c.response_case = ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_DELETE_RANGE
      c.response_delete_range = arena.message(response)
    case .txn(let response):
      c.response_case = ETCDSERVERPB__RESPONSE_OP__RESPONSE_RESPONSE_TXN
      c.response_txn = arena.message(response)
    }
  }
}
