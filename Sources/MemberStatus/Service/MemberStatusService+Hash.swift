import EtcdClient
public import EtcdModel

extension MemberStatusService {
  /// Compares what all members that answer hold, at the newest revision that all of them have.
  ///
  /// Each member reads its whole keyspace for it: ask on demand only. They do so one after the
  /// other, the leader last, so that the cluster never has more than one at it. One that the others
  /// have overtaken in compacting meanwhile is asked again, once.
  ///
  /// - Parameters:
  ///   - timeout: for each member; a large keyspace takes seconds.
  ///   - progress: before each member is asked.
  /// - Returns: nil while no member has answered yet, or when the task was cancelled: then no
  ///   further member is asked.
  public func checkHashes(
    timeout: Duration = .seconds(30), progress: (HashCheck.Progress) -> Void = { _ in }
  ) async -> HashCheck? {
    let members = latest?.members ?? []
    guard let revision = members.filter(\.isUp).compactMap({ $0.status?.revision }).min() else {
      return nil
    }
    let options = CallOptions(timeout: timeout)
    var outcomes = members.map { HashCheck.Answer.Outcome.failed($0.reason) }
    let order = members.indices.filter { members[$0].isUp && members[$0].endpoint != nil }
      .sorted { members[$0].role != .leader && members[$1].role == .leader }
    for (done, index) in order.enumerated() where !Task.isCancelled {
      progress(
        HashCheck.Progress(
          member: TimelineSubject(members[index]), done: done, total: order.count))
      outcomes[index] = await hash(at: revision, of: members[index], options: options)
    }
    let newest = outcomes.compactMap(\.compactRevision).max()
    for index in order {
      guard let own = outcomes[index].compactRevision, let newest, own < newest else { continue }
      outcomes[index] = await hash(at: revision, of: members[index], options: options)
    }
    guard !Task.isCancelled else { return nil }
    let check = HashCheck(
      revision: revision, at: .now,
      answers: zip(members, outcomes).map {
        HashCheck.Answer(member: TimelineSubject($0), outcome: $1)
      })
    keep(check)
    return check
  }

  private func hash(
    at revision: Revision, of member: MemberSnapshot, options: CallOptions
  ) async -> HashCheck.Answer.Outcome {
    guard let endpoint = member.endpoint else { return .failed(member.reason) }
    do throws(EtcdError) {
      let response = try await client.member(at: endpoint).hashKV(at: revision, options: options)
      return .hash(response.hash, compactRevision: response.compactRevision)
    } catch {
      return .failed(error.description)
    }
  }
}

extension HashCheck.Answer.Outcome {
  fileprivate var compactRevision: Revision? {
    if case .hash(_, let revision) = self { revision } else { nil }
  }
}
