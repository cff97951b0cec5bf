extension RPCMethod where Request == AlarmRequest, Response == AlarmResponse {
  public static var alarm: Self { Self("/etcdserverpb.Maintenance/Alarm", isRepeatable: true) }
}

extension RPCMethod where Request == StatusRequest, Response == StatusResponse {
  public static var status: Self {
    Self("/etcdserverpb.Maintenance/Status", isRepeatable: true, kind: { _ in .status })
  }
}

extension RPCMethod where Request == DefragmentRequest, Response == DefragmentResponse {
  public static var defragment: Self { Self("/etcdserverpb.Maintenance/Defragment") }
}

extension RPCMethod where Request == HashRequest, Response == HashResponse {
  public static var hash: Self { Self("/etcdserverpb.Maintenance/Hash", isRepeatable: true) }
}

extension RPCMethod where Request == HashKVRequest, Response == HashKVResponse {
  public static var hashKV: Self { Self("/etcdserverpb.Maintenance/HashKV", isRepeatable: true) }
}

extension RPCMethod where Request == SnapshotRequest, Response == SnapshotResponse {
  public static var snapshot: Self {
    Self("/etcdserverpb.Maintenance/Snapshot", .serverStream, isRepeatable: true)
  }
}

extension RPCMethod where Request == MoveLeaderRequest, Response == MoveLeaderResponse {
  public static var moveLeader: Self {
    Self("/etcdserverpb.Maintenance/MoveLeader", isRepeatable: true)
  }
}

extension RPCMethod where Request == DowngradeRequest, Response == DowngradeResponse {
  /// Since 3.5.
  public static var downgrade: Self { Self("/etcdserverpb.Maintenance/Downgrade") }
}
