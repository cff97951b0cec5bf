extension RPCMethod where Request == RangeRequest, Response == RangeResponse {
  public static var range: Self {
    Self(
      "/etcdserverpb.KV/Range", isRepeatable: true,
      kind: { $0.isSerializable ? .serializableRead : .linearizableRead })
  }
}

extension RPCMethod where Request == RangeRequest, Response == RangeStreamResponse {
  /// Since 3.7: the answer of `range` in pieces.
  public static var rangeStream: Self {
    Self(
      "/etcdserverpb.KV/RangeStream", .serverStream,
      kind: { $0.isSerializable ? .serializableRead : .linearizableRead })
  }
}

extension RPCMethod where Request == PutRequest, Response == PutResponse {
  public static var put: Self { Self("/etcdserverpb.KV/Put", kind: { _ in .write }) }
}

extension RPCMethod where Request == DeleteRangeRequest, Response == DeleteRangeResponse {
  public static var deleteRange: Self {
    Self("/etcdserverpb.KV/DeleteRange", kind: { _ in .write })
  }
}

extension RPCMethod where Request == TxnRequest, Response == TxnResponse {
  public static var txn: Self {
    Self(
      "/etcdserverpb.KV/Txn",
      kind: {
        guard $0.isReadOnly else { return .write }
        return $0.isSerializable ? .serializableRead : .linearizableRead
      })
  }
}

extension RPCMethod where Request == CompactionRequest, Response == CompactionResponse {
  public static var compact: Self { Self("/etcdserverpb.KV/Compact", kind: { _ in .write }) }
}
