import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

@testable import MemberStatus

/// What a fault is to look like, and for how long that may take.
///
/// Times are those that the service wrote on its snapshots. A machine that has better to do delays
/// the service, the members and the faults: what it kept this process waiting is allowed on top,
/// for each of the three.
struct FaultTrial {
  /// To the right verdict, and back from a member's own `/health` to `healthy`.
  static let promise = Duration.seconds(3)
  /// How long a bystander may be called unwell.
  static let interval = Duration.seconds(1)

  var fault: Fault
  var victims: [Int]
  var verdict: Verdict
  /// What the reason of each victim begins with.
  var reason = ""
  /// An election is due to the fault, during which `no-leader` is right for all.
  var causesElection = false

  /// - Parameter meanwhile: while the fault lasts, with the time at which it came.
  func run(
    in harness: ServiceHarness, sourceLocation: SourceLocation = #_sourceLocation,
    meanwhile: (ContinuousClock.Instant) async throws -> Void = { _ in }
  ) async throws {
    let began = ContinuousClock.now
    for victim in victims { try await harness.cluster.inject(fault, on: victim) }
    let came = ContinuousClock.now
    let bystanders = harness.cluster.members.indices.filter { !victims.contains($0) }
    try await harness.waits { snapshot in
      isRight(snapshot, harness)
        && bystanders.allSatisfy { harness.isWell($0, in: snapshot) }
    }
    try await meanwhile(began)
    let right = try await harness.firstSnapshot(since: began) { isRight($0, harness) }
    let election = causesElection ? harness.longestGap(since: began) : .zero
    expect(
      right.takenAt - came, atMost: Self.promise + election, "\(fault) is \(verdict)", harness,
      since: began, sourceLocation)

    let cured = ContinuousClock.now
    for victim in victims { try await harness.cluster.inject(fault.cure, on: victim) }
    for victim in victims {
      try await until("member \(victim) says that it is healthy") {
        await harness.cluster.isHealthy(victim)
      }
    }
    let isHealthy = ContinuousClock.now
    try await harness.becomesHealthy()
    let back = try await harness.firstSnapshot(since: cured) { snapshot in
      victims.allSatisfy { harness.isWell($0, in: snapshot) }
    }
    expect(
      back.takenAt - isHealthy, atMost: Self.promise, "\(fault) is over", harness, since: cured,
      sourceLocation)
    let end = ContinuousClock.now
    for bystander in bystanders {
      let before = harness.longestIllness(
        of: bystander, allowing: causesElection ? [.noLeader] : [], since: began, until: cured)
      let after = harness.longestIllness(
        of: bystander, allowing: [.noLeader], since: cured, until: end)
      expect(
        max(before, after), atMost: Self.interval,
        "\(fault): bystander \(bystander) is called unwell", harness, since: began, sourceLocation)
    }
  }

  private func isRight(_ snapshot: ClusterSnapshot, _ harness: ServiceHarness) -> Bool {
    victims.allSatisfy { victim in
      let member = harness.member(victim, in: snapshot)
      return member?.verdict == verdict && member?.reason.hasPrefix(reason) == true
    }
  }

  private func expect(
    _ time: Duration, atMost limit: Duration, _ what: String, _ harness: ServiceHarness,
    since began: ContinuousClock.Instant, _ sourceLocation: SourceLocation
  ) {
    let stalled = harness.stalls.stalled(since: began)
    #expect(
      time <= limit + stalled * 3,
      "\(what): \(time), stalled for \(stalled); \(harness.service.timeline.map(\.words))",
      sourceLocation: sourceLocation)
  }
}

extension ServiceHarness {
  /// Waits for it: the service knows it before the reader that collects them all.
  func firstSnapshot(
    since moment: ContinuousClock.Instant, where condition: (ClusterSnapshot) -> Bool
  ) async throws -> ClusterSnapshot {
    var found: ClusterSnapshot?
    try await until("the snapshot was collected") {
      found = snapshots(since: moment).first(where: condition)
      return found != nil
    }
    return try #require(found)
  }

  func member(_ index: Int, in snapshot: ClusterSnapshot) -> MemberSnapshot? {
    let name = cluster.members[index].name
    return snapshot.members.first { $0.name == name }
  }

  /// Healthy, or slow: on a busy machine it may be.
  func isWell(_ index: Int, in snapshot: ClusterSnapshot) -> Bool {
    [.healthy, .slow].contains(member(index, in: snapshot)?.verdict)
  }

  /// No member was ever called unwell, but for what the machine kept this process waiting.
  func expectWell(
    allowing allowed: Set<Verdict> = [], since began: ContinuousClock.Instant,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let stalled = stalls.stalled(since: began)
    for index in cluster.members.indices {
      let illness = longestIllness(of: index, allowing: allowed, since: began, until: .now)
      #expect(
        illness <= stalled * 3,
        "member \(index), stalled for \(stalled); \(service.timeline.map(\.words))",
        sourceLocation: sourceLocation)
    }
  }

  /// The longest time running in which a member was called neither well nor what is allowed.
  func longestIllness(
    of index: Int, allowing allowed: Set<Verdict>, since began: ContinuousClock.Instant,
    until end: ContinuousClock.Instant
  ) -> Duration {
    var longest = Duration.zero
    var since: ContinuousClock.Instant?
    for snapshot in snapshots(since: began) where snapshot.takenAt <= end {
      let verdict = member(index, in: snapshot)?.verdict
      if isWell(index, in: snapshot) || verdict.map(allowed.contains) == true {
        if let since { longest = max(longest, snapshot.takenAt - since) }
        since = nil
      } else {
        since = since ?? snapshot.takenAt
      }
    }
    if let since { longest = max(longest, end - since) }
    return longest
  }

  /// Of all members' headless gaps that the timeline tells of.
  func longestGap(since began: ContinuousClock.Instant) -> Duration {
    gaps(since: began).map(\.gap.atMost).max() ?? .zero
  }

  func gaps(since began: ContinuousClock.Instant) -> [(name: String, gap: HeadlessGap)] {
    service.timeline.compactMap { entry in
      guard entry.at >= began, case .headless(let gap) = entry.change else { return nil }
      return (entry.member?.name ?? "", gap)
    }
  }

  /// Compares what the timeline says of each member's headless gap with the member's own log.
  func expectTrueGaps(
    of indices: [Int], since began: ContinuousClock.Instant,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let names = indices.map { cluster.members[$0].name }
    try await until("each gap is told") {
      let told = Set(gaps(since: began).map(\.name))
      return names.allSatisfy(told.contains)
    }
    for name in names {
      let truth = try #require(try log(of: name).headless.last, "\(name)'s log tells of no gap")
      let gap = try #require(gaps(since: began).last { $0.name == name }?.gap)
      // etcd's logs are exact to the millisecond.
      #expect(gap.atLeast <= truth + .milliseconds(2), sourceLocation: sourceLocation)
      #expect(gap.atMost >= truth - .milliseconds(2), sourceLocation: sourceLocation)
      let error = max(gap.estimate, truth) - min(gap.estimate, truth)
      #expect(
        error <= FaultTrial.interval + stalls.stalled(since: began) * 3,
        "\(name): \(gap.words), in truth \(truth)", sourceLocation: sourceLocation)
    }
  }

  /// The same for the longest of a member's gaps: elections that fail soon after may lengthen what
  /// was seen of it.
  func expectTrueLongestGap(
    of index: Int, since began: ContinuousClock.Instant,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let name = cluster.members[index].name
    let truth = try #require(try log(of: name).headless.max(), "\(name)'s log tells of no gap")
    let told = try #require(
      gaps(since: began).filter { $0.name == name }.map(\.gap.estimate).max())
    #expect(
      max(told, truth) - min(told, truth)
        <= FaultTrial.interval + stalls.stalled(since: began) * 3,
      "\(name): told \(told), in truth \(truth)", sourceLocation: sourceLocation)
  }

  private func log(of name: String) throws -> EtcdLog {
    try EtcdLog(reading: "\(cluster.folder)/\(name).log")
  }
}
