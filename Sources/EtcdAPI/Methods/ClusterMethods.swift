extension RPCMethod where Request == MemberAddRequest, Response == MemberAddResponse {
  public static var memberAdd: Self {
    Self("/etcdserverpb.Cluster/MemberAdd", kind: { _ in .write })
  }
}

extension RPCMethod where Request == MemberRemoveRequest, Response == MemberRemoveResponse {
  public static var memberRemove: Self {
    Self("/etcdserverpb.Cluster/MemberRemove", kind: { _ in .write })
  }
}

extension RPCMethod where Request == MemberUpdateRequest, Response == MemberUpdateResponse {
  public static var memberUpdate: Self {
    Self("/etcdserverpb.Cluster/MemberUpdate", kind: { _ in .write })
  }
}

extension RPCMethod where Request == MemberListRequest, Response == MemberListResponse {
  public static var memberList: Self {
    Self("/etcdserverpb.Cluster/MemberList", isRepeatable: true)
  }
}

extension RPCMethod where Request == MemberPromoteRequest, Response == MemberPromoteResponse {
  /// Since 3.4.
  public static var memberPromote: Self {
    Self("/etcdserverpb.Cluster/MemberPromote", kind: { _ in .write })
  }
}
