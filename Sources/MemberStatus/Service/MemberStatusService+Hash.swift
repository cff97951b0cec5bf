import EtcdClient
public import EtcdModel

extension MemberStatusService {
  /// Compares what all members that answer hold, at the newest revision that all of them have.
  ///
  /// Each member reads its whole keyspace for it: ask on demand only.
  ///
  /// - Parameter timeout: for each member; a large keyspace takes seconds.
  /// - Returns: nil while no member has answered yet.
  public func checkHashes(timeout: Duration = .seconds(30)) async -> HashCheck? {
    let members = latest?.members ?? []
    guard let revision = members.filter(\.isUp).compactMap({ $0.status?.revision }).min() else {
      return nil
    }
    let answers = await withTaskGroup(of: (Int, HashCheck.Answer.Outcome).self) { group in
      for (index, member) in members.enumerated() {
        group.addTask {
          guard let endpoint = member.endpoint, member.isUp else {
            return (index, .failed(member.reason))
          }
          return (
            index,
            await self.hash(at: revision, of: endpoint, options: CallOptions(timeout: timeout))
          )
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let check = HashCheck(
      revision: revision, at: .now,
      answers: members.indices.compactMap { index in
        answers[index].map {
          HashCheck.Answer(member: TimelineSubject(members[index]), outcome: $0)
        }
      })
    keep(check)
    return check
  }

  private func hash(
    at revision: Revision, of endpoint: Endpoint, options: CallOptions
  ) async -> HashCheck.Answer.Outcome {
    do throws(EtcdError) {
      let response = try await client.member(at: endpoint).hashKV(at: revision, options: options)
      return .hash(response.hash, compactRevision: response.compactRevision)
    } catch {
      return .failed(error.description)
    }
  }
}
