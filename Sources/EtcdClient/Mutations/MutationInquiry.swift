import EtcdAPI
import EtcdModel

/// Looks through a key's history, from its present backwards, for a mutation that may have been
/// carried out after the revision `since`. A value: the caller asks the cluster.
struct MutationInquiry: Sendable {
  enum Step: Hashable, Sendable {
    /// Read the key as it was at this revision, and report it by `found` or `compacted`.
    case read(at: Revision)
    case resolved(Resolution)
  }

  /// Reads before it gives up: a busy key, or one that was deleted long ago.
  static let maximumReads = 64

  let mutation: Mutation
  let since: Revision
  private var now: Revision = 0
  private var reads = 0

  init(_ mutation: Mutation, since: Revision) {
    self.mutation = mutation
    self.since = since
  }

  /// The guarded Txn to begin with: whether the key was written since, and how it is.
  var question: TxnRequest {
    let range = KeyRange.single(mutation.key)
    let read = RequestOp.range(RangeRequest(range: range))
    return TxnRequest(
      compares: [Compare(range: range, .greater, .modRevision(since))], success: [read],
      failure: [read])
  }

  mutating func answered(_ response: TxnResponse) -> Step {
    guard case .range(let range)? = response.responses.first else {
      return .resolved(.undetermined(reason: "the server left the key out of its answer"))
    }
    now = response.header.revision
    let current = range.keyValues.first
    if now <= since || (!response.succeeded && current != nil) { return .resolved(notDone) }
    switch mutation {
    case .put: return found(current, at: now)
    case .delete:
      guard let current else { return .resolved(.done(revision: nil)) }
      return .resolved(current.createRevision > since ? .done(revision: nil) : notDone)
    }
  }

  /// The key as it was at a revision; nil when it did not exist.
  mutating func found(_ keyValue: KeyValue?, at revision: Revision) -> Step {
    if let keyValue, keyValue.modRevision > since, mutation.explains(keyValue) {
      return .resolved(.done(revision: keyValue.modRevision))
    }
    // A deleted key has no word about when; whatever it was before is found step by step.
    let before = (keyValue?.modRevision ?? revision) - 1
    if before <= since { return .resolved(notDone) }
    guard reads < Self.maximumReads else {
      return .resolved(.undetermined(reason: "too much was written since revision \(since)"))
    }
    reads += 1
    return .read(at: before)
  }

  mutating func compacted() -> Step {
    .resolved(.undetermined(reason: "the history since revision \(since) was compacted away"))
  }

  private var notDone: Resolution { .notDone(asOf: now) }
}

extension Mutation {
  /// Whether a key that is like that may be what the put left.
  fileprivate func explains(_ keyValue: KeyValue) -> Bool {
    guard case .put(let put) = self else { return false }
    return (put.keepsValue || keyValue.value == put.value)
      && (put.keepsLease || keyValue.lease == put.lease)
  }
}
