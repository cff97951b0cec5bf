extension RPCMethod where Request == LeaseGrantRequest, Response == LeaseGrantResponse {
  public static var leaseGrant: Self {
    Self("/etcdserverpb.Lease/LeaseGrant", isRepeatable: true, kind: { _ in .write })
  }
}

extension RPCMethod where Request == LeaseRevokeRequest, Response == LeaseRevokeResponse {
  public static var leaseRevoke: Self {
    Self("/etcdserverpb.Lease/LeaseRevoke", isRepeatable: true, kind: { _ in .write })
  }
}

extension RPCMethod where Request == LeaseKeepAliveRequest, Response == LeaseKeepAliveResponse {
  public static var leaseKeepAlive: Self {
    Self("/etcdserverpb.Lease/LeaseKeepAlive", .bidirectional, isRepeatable: true)
  }
}

extension RPCMethod where Request == LeaseTimeToLiveRequest, Response == LeaseTimeToLiveResponse {
  public static var leaseTimeToLive: Self {
    Self("/etcdserverpb.Lease/LeaseTimeToLive", isRepeatable: true)
  }
}

extension RPCMethod where Request == LeaseLeasesRequest, Response == LeaseLeasesResponse {
  public static var leaseLeases: Self {
    Self("/etcdserverpb.Lease/LeaseLeases", isRepeatable: true)
  }
}
