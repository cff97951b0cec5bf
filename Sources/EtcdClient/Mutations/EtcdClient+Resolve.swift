import EtcdAPI
public import EtcdModel

extension EtcdClient {
  /// Finds out whether a mutation took effect that failed with the effect `unknown`: by a Txn
  /// guarded by the key's mod revision, and by the key's history where others wrote it meanwhile.
  /// Only reads.
  ///
  /// - Parameter since: a revision of the store from before the mutation was sent: that of the
  ///   header with which the key was read, or the mod revision that it had.
  public func resolve(
    _ mutation: Mutation, since: Revision, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> Resolution {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    var inquiry = MutationInquiry(mutation, since: since)
    let answer = try await core.call(
      .txn, inquiry.question, isRepeatable: true, options: .until(deadline))
    var step = inquiry.answered(answer)
    while true {
      switch step {
      case .resolved(let resolution): return resolution
      case .read(let revision):
        let request = RangeRequest(range: .single(mutation.key), revision: revision)
        do throws(EtcdError) {
          let past = try await range(request, options: .until(deadline))
          step = inquiry.found(past.keyValues.first, at: revision)
        } catch  where error.code == .compacted {
          step = inquiry.compacted()
        }
      }
    }
  }
}

extension CallOptions {
  /// For the parts of something that has one deadline.
  static func until(_ deadline: ContinuousClock.Instant) -> CallOptions {
    CallOptions(timeout: max(deadline - .now, .zero))
  }
}
