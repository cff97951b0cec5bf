internal import CEtcdAPI
public import EtcdModel

public struct LeaseLeasesRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension LeaseLeasesRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseLeasesRequest> {
    etcdserverpb__lease_leases_request__init
  }

  init(_ c: Etcdserverpb__LeaseLeasesRequest) { self.init() }

  func write(to c: inout Etcdserverpb__LeaseLeasesRequest, in arena: Arena) {}
}

public struct LeaseLeasesResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var leases: [LeaseID]

  public init(header: ResponseHeader = ResponseHeader(), leases: [LeaseID] = []) {
    self.header = header
    self.leases = leases
  }
}

extension LeaseLeasesResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseLeasesResponse> {
    etcdserverpb__lease_leases_response__init
  }

  init(_ c: Etcdserverpb__LeaseLeasesResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      leases: try LeaseID.array(c.leases, c.n_leases))
  }

  func write(to c: inout Etcdserverpb__LeaseLeasesResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_leases, c.leases) = arena.messages(leases)
  }
}
