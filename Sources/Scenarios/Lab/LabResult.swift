import EtcdClient
import EtcdModel

/// How one policy did in one scenario. Reads are linearizable, one each 10 ms with 2 s to answer.
package struct LabResult: Hashable, Sendable {
  package var scenario: LabScenario
  package var policy: BalancerName
  package var reads: Int
  package var failedReads: Int
  /// Why the first of them failed.
  package var firstFailure: String?
  /// Of serializable reads, which need no quorum, at the same pace.
  package var failedLocalReads: Int
  package var firstSuccess: Duration?
  package var longestGap: Duration
  /// From the fault until the last member that it did not hit knew a new leader, by its log; nil
  /// when there was no election.
  package var election: Duration?
  /// *Calls* connections before the fault.
  package var connections: Int
  /// Calls that each member served before the fault, the most of one against the least of another;
  /// nil when one served none.
  package var share: Double?
  package var puts: Int
  /// Puts that certainly had no effect.
  package var failedPuts: Int
  /// Puts whose fate is unknown.
  package var unknownPuts: Int
  /// Puts that were written more than once.
  package var duplicates: Int
  /// The longest silence of a watch on events that are written all the time.
  package var watchSilence: Duration
  /// Events that the watch told of neither as events nor as lost, and that it told of twice.
  package var lostEvents: Int
  package var doubledEvents: Int
  /// A lease of 3 s that is kept alive ran out meanwhile.
  package var isLeaseLost: Bool
}
