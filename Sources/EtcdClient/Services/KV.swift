public import EtcdAPI
public import EtcdModel

extension EtcdClient {
  public func range(
    _ request: RangeRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> RangeResponse {
    try await core.call(
      .range, request, need: request.isSerializable ? .local : .consensus, options: options)
  }

  /// `range` in pieces that belong together, for answers too large for one message; the last piece
  /// carries header and count. Since etcd 3.7; older servers answer `unimplemented`.
  public func rangeStream(
    _ request: RangeRequest, options: CallOptions = CallOptions(),
    _ take: (RangeResponse) async throws -> Void
  ) async throws {
    let pieces = try await core.serverStream(
      .rangeStream, request, need: request.isSerializable ? .local : .consensus, options: options)
    while let answer = try await pieces.next() { try await take(answer.piece) }
  }

  /// Several ranges in one Txn, which only reads and so may be sent again. One answer for each, in
  /// order; those of one serializable Txn are of one revision only where they ask for it.
  ///
  /// - Parameter requests: at most 128 with etcd's default `--max-txn-ops`.
  public func ranges(
    _ requests: [RangeRequest], options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> (header: ResponseHeader, answers: [RangeResponse]) {
    let isSerializable = requests.allSatisfy(\.isSerializable)
    let response = try await core.call(
      .txn, TxnRequest(success: requests.map { .range($0) }),
      need: isSerializable ? .local : .consensus, isRepeatable: true, options: options)
    let answers = response.responses.compactMap { operation -> RangeResponse? in
      if case .range(let answer) = operation { answer } else { nil }
    }
    return (response.header, answers)
  }

  public func put(
    _ request: PutRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> PutResponse {
    try await core.call(.put, request, options: options)
  }

  public func deleteRange(
    _ request: DeleteRangeRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> DeleteRangeResponse {
    try await core.call(.deleteRange, request, options: options)
  }

  /// Never sent a second time, even when it only reads.
  public func txn(
    _ request: TxnRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> TxnResponse {
    try await core.call(.txn, request, options: options)
  }

  public func compact(
    _ request: CompactionRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> CompactionResponse {
    try await core.call(.compact, request, options: options)
  }
}
