/// Something that changed in the cluster or in our connections to it, as the failover timeline
/// keeps it.
public struct TimelineEntry: Hashable, Sendable {
  /// Raised by one for each entry of a session; stays the same while old entries are dropped.
  public var number: Int
  /// When it was noticed: at most one polling interval after it happened.
  public var at: ContinuousClock.Instant
  /// The member concerned; nil when it is about the cluster.
  public var member: TimelineSubject?
  public var change: TimelineChange

  public init(
    number: Int, at: ContinuousClock.Instant, member: TimelineSubject? = nil,
    change: TimelineChange
  ) {
    self.number = number
    self.at = at
    self.member = member
    self.change = change
  }

  /// One phrase, such as `n2: healthy → unreachable: connection refused`. Holds foreign text:
  /// sanitise before drawing.
  public var words: String {
    member.map { "\($0.label): \(change.words)" } ?? change.words
  }
}

/// Which member an entry is about, as it was known at that time.
public struct TimelineSubject: Hashable, Sendable {
  public var id: MemberID?
  public var name: String
  public var endpoint: Endpoint?

  public init(id: MemberID?, name: String, endpoint: Endpoint?) {
    self.id = id
    self.name = name
    self.endpoint = endpoint
  }

  public init(_ member: MemberSnapshot) {
    self.init(id: member.id, name: member.name, endpoint: member.endpoint)
  }

  /// The name, else the endpoint, else the id.
  public var label: String {
    if !name.isEmpty { return name }
    return endpoint?.description ?? id?.description ?? "?"
  }
}
