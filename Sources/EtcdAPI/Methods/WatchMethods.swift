extension RPCMethod where Request == WatchRequest, Response == WatchResponse {
  public static var watch: Self { Self("/etcdserverpb.Watch/Watch", .bidirectional) }
}
