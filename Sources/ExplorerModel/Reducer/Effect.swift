import EtcdModel

/// What the reducer asks its surroundings to do.
public enum Effect: Hashable, Sendable {
  /// Keys-only or count-only Ranges, in one Txn where several; answered by `.listed` or `.requestFailed`.
  case list(RequestID, ListRequest)
  /// Some keys that were written lately, where the keyspace is so large that they save walking it;
  /// answered by `.keysSampled`, always.
  case sampleKeys(RequestID, under: [UInt8])
  /// The ranges that the user's roles allow to read; answered by `.accessFound`.
  case findAccess(RequestID)
  /// Compares names with the filter's pattern, off the main actor; answered by `.namesMatched`.
  case matchNames(RequestID, MatchQuestion)
  /// Answered by `.searched`, again and again, or `.requestFailed`.
  case search(RequestID, KeySearch)
  /// A linearizable Range of one key, now or at a revision; answered by `.valueLoaded` or
  /// `.requestFailed`.
  case loadValue(RequestID, Key, at: Revision? = nil)
  /// Reads two values and lays out what differs; answered by `.valuesCompared` or `.requestFailed`.
  case compareValues(RequestID, ValueComparison, ValueFormat?)
  /// Reads a key's history by one watch; answered by `.history`, several times, or `.requestFailed`.
  case readHistory(RequestID, Key)
  /// Compares a range at two revisions, nil being now, page by page; answered by
  /// `.prefixCompared`, several times, or `.requestFailed`.
  case comparePrefix(RequestID, [UInt8], from: Revision, to: Revision?)
  /// Learns how far history is compacted from a watch on the key; answered by
  /// `.compactRevisionFound` or `.requestFailed`.
  case findCompactRevision(RequestID, Key)
  /// Makes a document of the value, off the main actor; answered by `.valueDecoded`. nil asks for
  /// detection.
  case decodeValue(RequestID, KeyValue, ValueFormat?, reveals: Bool)
  /// LeaseTimeToLive; answered by `.leaseRead` or `.requestFailed`.
  case readLease(RequestID, LeaseID)
  /// Writes the rows as one JSON object a line, and tells where.
  case exportEvents([WatchRow], name: String)
  /// Asks the terminal to copy; what the bytes are is said in the message about it.
  case copy([UInt8], what: String)
  /// Writes a file that only its owner can read, and tells where. The name is a plain one.
  case save([UInt8], name: String)
  /// Cancels a request on the wire; its answer, if it comes all the same, is ignored.
  case cancel(RequestID)
  /// Answered by `.watch`. From the revision, or from now.
  case openWatch(WatchID, KeyRange, from: Revision?)
  case closeWatch(WatchID)
  case refreshMembers
  /// Lets each member hash its keyspace, which it reads whole for that; answered by `.hashChecked`.
  case checkHashes(RequestID)
  /// Of `ExplorerOptions.policies`.
  case setBalancer(BalancerChoice)
  /// Our own calls after the one of this number; answered by `.calls`.
  case readCalls(after: Int)
  /// Writes a file that only the user can read; answered by `.notice` with its path.
  case export(Export)
  case injectFault(FaultCommand)
  case savePreference(Preference)
  /// Turns mouse reports on or off; off leaves the mouse to the terminal.
  case setMouse(Bool)
  /// Ends this cluster's screen and goes on with another one's; answered by `.passwordNeeded` when
  /// the profile names no password and none is given.
  case switchProfile(String, password: String? = nil)
  /// Paints every cell anew.
  case redraw
  /// Rings the bell and notifies the desktop, where the terminal passes that on. Foreign text.
  case alert(String)
  case suspend
  case quit
}

/// What can be saved, one JSON object a line.
public enum Export: Hashable, Sendable {
  case timeline([TimelineEntry])
  case calls([CallRecord])
}

/// A choice to remember for the next start.
public enum Preference: Hashable, Sendable {
  case theme(String)
  case layout(LayoutMemory)
  /// All of them.
  case bookmarks([[UInt8]])
  /// Not to be said again.
  case seenHint(FirstHint)
}
