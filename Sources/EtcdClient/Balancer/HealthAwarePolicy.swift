import EtcdModel

/// Round-robin over the endpoints that are well, by the health source's advice and by the calls'
/// own outcomes. Suspects are skipped and probed; when nobody is well, everybody is tried.
struct HealthAwarePolicy: BalancerPolicy {
  static let hedges = true

  /// The pause between two probes of a suspect: a member that is back is used again within 2 s even
  /// when it has to prove itself four times.
  static let probeInterval: Duration = .milliseconds(500)
  /// The pause while nobody is well, which is mostly an election: whoever waits should not wait much
  /// longer than that. For as long as elections take.
  static let electionProbeInterval: Duration = .milliseconds(100)
  static let electionTime: Duration = .seconds(3)
  /// A member that turns suspect again this soon after a recovery must prove itself once more.
  static let flapWindow: Duration = .seconds(10)
  static let maximumProofs = 4

  private var members: [MemberHealth] = []
  private var indices: [Endpoint: Int] = [:]
  private var cursor: Int
  /// No longer among the endpoints; what runs there has not left yet.
  private var removed: Set<Endpoint> = []
  /// Since when nobody is well.
  private var illSince: ContinuousClock.Instant?

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    cursor = Int(random.next() >> 33)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .endpoints(let endpoints):
      return replaceMembers(endpoints, at: now)
    case .connection(let endpoint, let state):
      guard let index = indices[endpoint] else { return [] }
      members[index].isReady = state == .ready
      return departures(at: now)
    case .attempt(let endpoint, let report):
      guard let index = indices[endpoint], members[index].note(report, at: now) else { return [] }
      return (members[index].suspicion == nil ? [] : probe(index)) + departures(at: now)
    case .silent(let endpoint, let since):
      guard let index = indices[endpoint], members[index].isOverdue(since: since, at: now) else {
        return []
      }
      return probe(index)
    case .probed(let endpoint, let succeeded):
      guard let index = indices[endpoint] else { return [] }
      members[index].noteProbe(succeeded: succeeded, at: now)
      let departures = departures(at: now)
      guard wantsProbes(index, at: now) else { return departures }
      members[index].hasProbeTimer = true
      let pause = mayBeElection(at: now) ? Self.electionProbeInterval : Self.probeInterval
      return [.setTimer(.probe(endpoint), at: now + pause)] + departures
    case .advice(let report):
      var probes: [BalancerAction] = []
      for index in members.indices {
        let wantedProbes = wantsProbes(index, at: now)
        members[index].note(report.endpoints[members[index].endpoint], at: now)
        if wantsProbes(index, at: now), !wantedProbes, !members[index].hasProbeTimer {
          probes += probe(index)
        }
      }
      return probes + departures(at: now)
    case .timer(.probe(let endpoint)):
      guard let index = indices[endpoint] else { return [] }
      members[index].hasProbeTimer = false
      return wantsProbes(index, at: now) ? probe(index) : []
    case .timer(.cleanUp), .leads:
      return []
    }
  }

  var pickReason: String {
    let ready = members.filter(\.isReady)
    let well = ready.filter { $0.tier(for: .consensus) == 0 }
    let skipped = members.compactMap { member in
      member.doubt.map { "\(member.endpoint.authority) (\($0))" }
    }
    let avoiding = skipped.isEmpty ? "" : "; avoiding \(skipped.joined(separator: ", "))"
    guard well.isEmpty else { return "In turn over \(well.map(\.endpoint).words)\(avoiding)." }
    return ready.isEmpty
      ? "No endpoint is ready\(avoiding)." : "Nobody is well, so everybody is tried\(avoiding)."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    if let preferred = request.preferring, let index = indices[preferred],
      members[index].isReady, members[index].tier(for: request.need) == 0
    {
      return .endpoint(preferred)
    }
    var best: (index: Int, cost: Int)?
    for offset in 0..<members.count {
      let index = (cursor + offset) % members.count
      guard members[index].isReady else { continue }
      // A well member that was tried before is a better bet than a sick one that was not.
      let tried = request.avoiding.contains(members[index].endpoint)
      let cost = members[index].tier(for: request.need) * 2 + (tried ? 1 : 0)
      if best.map({ cost < $0.cost }) ?? true { best = (index, cost) }
      if cost == 0 { break }
    }
    guard let best else { return .wait }
    cursor = best.index + 1
    return .endpoint(members[best.index].endpoint)
  }

  private mutating func replaceMembers(
    _ endpoints: [Endpoint], at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    let gone = members.map(\.endpoint).filter { !endpoints.contains($0) }
    removed = removed.union(gone).subtracting(endpoints)
    members = endpoints.map { endpoint in
      indices[endpoint].map { members[$0] } ?? MemberHealth(endpoint: endpoint)
    }
    indices = Dictionary(
      members.enumerated().map { ($0.element.endpoint, $0.offset) }, uniquingKeysWith: { $1 })
    return endpoints.map(BalancerAction.open) + gone.map(BalancerAction.close) + departures(at: now)
  }

  /// It has to prove itself to us. While the health source has doubts of its own it is asking the
  /// member all the time, and we need not do so, too; but the end of an election is not to be missed.
  private func wantsProbes(_ index: Int, at now: ContinuousClock.Instant) -> Bool {
    guard members[index].suspicion != nil else { return false }
    return !members[index].isAdvisedAgainst || mayBeElection(at: now)
  }

  private func mayBeElection(at now: ContinuousClock.Instant) -> Bool {
    illSince.map { now - $0 < Self.electionTime } ?? false
  }

  /// One probe at a time.
  private mutating func probe(_ index: Int) -> [BalancerAction] {
    guard !members[index].isProbed else { return [] }
    members[index].isProbed = true
    return [.probe(members[index].endpoint, timeout: members[index].probeTimeout)]
  }

  /// What runs on a member that can't serve it, or is none of ours any more, leaves, once each time,
  /// and only for a better one.
  /// While nobody is well everybody is tried: what was begun then leaves as soon as one is.
  private mutating func departures(at now: ContinuousClock.Instant) -> [BalancerAction] {
    let someoneIsWell = members.contains { $0.isReady && $0.tier(for: .consensus) == 0 }
    illSince = someoneIsWell ? nil : illSince ?? now
    var departures: [BalancerAction] = []
    if someoneIsWell {
      departures = removed.map(BalancerAction.leave)
      removed = []
    }
    for index in members.indices {
      if !someoneIsWell || members[index].tier(for: .consensus) == 0 {
        members[index].isLeft = false
      } else if !members[index].isLeft {
        members[index].isLeft = true
        departures.append(.leave(members[index].endpoint))
      }
    }
    return departures
  }
}
