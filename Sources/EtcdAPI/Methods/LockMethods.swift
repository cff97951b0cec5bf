extension RPCMethod where Request == LockRequest, Response == LockResponse {
  /// Answers when the lock is held, however long that takes.
  public static var lock: Self { Self("/v3lockpb.Lock/Lock", kind: { _ in .write }) }
}

extension RPCMethod where Request == UnlockRequest, Response == UnlockResponse {
  public static var unlock: Self { Self("/v3lockpb.Lock/Unlock", kind: { _ in .write }) }
}
