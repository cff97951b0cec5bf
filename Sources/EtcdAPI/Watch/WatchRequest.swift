internal import CEtcdAPI

/// What a client says on a Watch stream (`etcdserverpb.WatchRequest`).
public enum WatchRequest: Hashable, Sendable, WireMessage {
  case create(WatchCreateRequest)
  case cancel(watchID: Int64)
  /// Asks for a bookmark of the whole stream, since 3.4; the answer's watch id is -1.
  case progress
}

extension WatchRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__WatchRequest> {
    etcdserverpb__watch_request__init
  }

  init(_ c: Etcdserverpb__WatchRequest) throws(MalformedMessage) {
    switch c.request_union_case {
    case ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_CREATE_REQUEST:
      self = .create(try WatchCreateRequest(reading: c.create_request))
    case ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_CANCEL_REQUEST:
      self = .cancel(watchID: c.cancel_request?.pointee.watch_id ?? 0)
    case ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_PROGRESS_REQUEST:
      self = .progress
    default:
      throw MalformedMessage(message: "WatchRequest", problem: "what it asks for is not known")
    }
  }

  func write(to c: inout Etcdserverpb__WatchRequest, in arena: Arena) {
    switch self {
    case .create(let request):
      c.request_union_case = ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_CREATE_REQUEST
      c.create_request = arena.message(request)
    case .cancel(let watchID):
      c.request_union_case = ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_CANCEL_REQUEST
      c.cancel_request = arena.message(WatchCancelRequest(watchID: watchID))
    case .progress:
      c.request_union_case = ETCDSERVERPB__WATCH_REQUEST__REQUEST_UNION_PROGRESS_REQUEST
      c.progress_request = arena.message(WatchProgressRequest())
    }
  }
}

private struct WatchCancelRequest: ProtobufStruct {
  var watchID: Int64

  static var initialize: Initializer<Etcdserverpb__WatchCancelRequest> {
    etcdserverpb__watch_cancel_request__init
  }

  init(watchID: Int64) {
    self.watchID = watchID
  }

  init(_ c: Etcdserverpb__WatchCancelRequest) {
    watchID = c.watch_id
  }

  func write(to c: inout Etcdserverpb__WatchCancelRequest, in arena: Arena) {
    c.watch_id = watchID
  }
}

private struct WatchProgressRequest: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__WatchProgressRequest> {
    etcdserverpb__watch_progress_request__init
  }

  init() {}

  init(_ c: Etcdserverpb__WatchProgressRequest) {}

  func write(to c: inout Etcdserverpb__WatchProgressRequest, in arena: Arena) {}
}
