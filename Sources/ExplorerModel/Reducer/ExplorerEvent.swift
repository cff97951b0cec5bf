import EtcdModel
import TerminalModel

/// Everything that can happen to the explorer.
public enum ExplorerEvent: Sendable {
  /// The first event: asks for the root of the tree.
  case started
  /// What time it is. Sent before each batch of other events, and once a second while none come.
  case tick(ContinuousClock.Instant)
  /// The local time of day; sent at the start and after a resume.
  case wallClock(WallClock)

  case key(KeyPress)
  /// With what the picture that is on the screen has under the pointer.
  case mouse(MouseEvent, on: ScreenTarget?)
  /// Pasted text; only a prompt takes it. Foreign text.
  case paste(String)
  case resized(Size)
  /// How the screen was left the last time, and what the settings say about it.
  case layoutRestored(LayoutMemory)
  /// The layout gave the panes these sizes. Sent whenever they differ from `state.paneSizes`.
  case panesLaidOut(PaneSizes)
  /// The screen is ours again after a suspend.
  case resumed
  /// SIGTERM, SIGHUP or the end of the terminal.
  case quitRequested

  case cluster(ClusterSnapshot)
  case traffic(TrafficSnapshot)
  /// Entries that are new since the last such event, oldest first.
  case timeline([TimelineEntry])

  /// The answer to `Effect.list`.
  case listed(RequestID, RangeAnswer)
  case keysSampled(RequestID, [Key])
  /// The answer to `Effect.findAccess`; empty when the server does not tell.
  case accessFound(RequestID, [KeyRange])
  case namesMatched(RequestID, MatchAnswer)
  case searched(RequestID, KeySearch.Progress)
  /// The answer to `Effect.loadValue`; nil when the key does not exist.
  case valueLoaded(RequestID, KeyValue?, revision: Revision)
  /// `Effect.list` or `Effect.loadValue` failed.
  case requestFailed(RequestID, EtcdError)
  case valueDecoded(RequestID, ValueDocument)
  /// The answer to `Effect.readLease`: seconds left, -1 when the lease is gone, and granted.
  case leaseRead(RequestID, LeaseID, remaining: Int64, granted: Int64)
  /// The answer to `Effect.compareValues`; nil for a side where the key did not exist.
  case valuesCompared(RequestID, ValueDocument, from: KeyValue?, to: KeyValue?, revision: Revision)
  /// What of a history is known by now; the last answer to `Effect.readHistory` is done.
  case history(RequestID, KeyHistory, isDone: Bool)
  case prefixCompared(RequestID, PrefixDiffProgress)
  /// 0 when nothing is compacted.
  case compactRevisionFound(RequestID, Revision)
  case watch(WatchID, [WatchUpdate])
  /// `failure` is a sentence.
  case faultFinished(FaultCommand, failure: String?)
  case hashing(RequestID, HashCheck.Progress)
  /// nil while no member has answered yet.
  case hashChecked(RequestID, HashCheck?)
  /// Our own newest calls, oldest first, and the number of the last.
  case calls([CallRecord], last: Int)
  /// The themes that can be chosen.
  case themes([String])
  /// The profile with this name logs in, and only the user knows the password.
  case passwordNeeded(profile: String)
  /// Something that the user should read, such as a preference that could not be saved.
  case notice(Message.Severity, String)
}
