public import EtcdAPI
public import EtcdModel

/// A change of one key whose fate can be looked up afterwards.
public enum Mutation: Hashable, Sendable {
  case put(PutRequest)
  case delete(Key)

  public var key: Key {
    switch self {
    case .put(let request): request.key
    case .delete(let key): key
    }
  }
}

/// What became of a mutation whose outcome was unknown.
public enum Resolution: Hashable, Sendable {
  /// The key was changed like that: by this mutation or by somebody else's very same one.
  /// The revision is nil where only the effect is left to be seen.
  case done(revision: Revision?)
  /// Nothing like it happened up to this revision. A request that a hung member still holds may
  /// yet be carried out, unless it was a Txn guarded by the key's mod revision.
  case notDone(asOf: Revision)
  /// The history does not tell; the reason is a clause.
  case undetermined(reason: String)
}
