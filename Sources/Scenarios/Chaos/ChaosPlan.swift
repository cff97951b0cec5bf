import EtcdClient
import LocalCluster

/// A row of faults that a seed determines. Pure: it neither waits nor injects.
package struct ChaosPlan: Sendable {
  /// One fault, how long it lasts, and how long the cluster then has peace.
  package struct Disturbance: Hashable, Sendable {
    package var fault: Fault
    package var members: [Int]
    package var hold: Duration
    package var rest: Duration
  }

  private let memberCount: Int
  private var random: SplitMix64

  package init(seed: UInt64, memberCount: Int) {
    random = SplitMix64(seed: seed)
    self.memberCount = memberCount
  }

  package mutating func next() -> Disturbance {
    let faults: [Fault] = [
      .kill, .pause, .partition, .blackhole, .resetConnections, .delay(milliseconds: 75),
    ]
    let fault = faults[below(faults.count)]
    // Mostly one member; now and then so many that no quorum is left.
    let victims = below(5) == 0 ? memberCount / 2 + 1 : 1
    var members = Array(0..<memberCount)
    members.shuffle(using: &random)
    return Disturbance(
      fault: fault, members: members.prefix(victims).sorted(),
      hold: .milliseconds(300 + below(2200)), rest: .milliseconds(200 + below(800)))
  }

  private mutating func below(_ end: Int) -> Int {
    Int.random(in: 0..<end, using: &random)
  }
}
