/// How often a member is asked what. Three members cost 4.9 RPC/s in all.
public struct PollSettings: Hashable, Sendable {
  /// `Maintenance.Status` of each member.
  public var statusInterval: Duration
  /// The linearizable probe read.
  public var linearizableInterval: Duration
  /// Status and the linearizable read of a member that is in doubt.
  public var suspectInterval: Duration
  /// The serializable read while the linearizable one is late.
  public var lateSerializableInterval: Duration
  public var serializableInterval: Duration
  public var memberListInterval: Duration
  /// AlarmList goes through the raft log, and Status tells of alarms too: asked seldom, and at
  /// once when what Status says changes.
  public var alarmInterval: Duration
  /// Status of a given endpoint that leads to a member already polled elsewhere.
  public var aliasInterval: Duration
  /// The certificate that a member shows, by a handshake of its own.
  public var certificateInterval: Duration
  /// The same after a member was away, or showed none: it may have another one now.
  public var doubtfulCertificateInterval: Duration
  public var statusTimeout: Duration
  public var readTimeout: Duration
  /// What is refused for lack of rights is asked again after twice the time each, up to this.
  public var longestBackoff: Duration
  /// Questions a second to all members together that the intervals may come to; they grow when
  /// there are more members, or more in doubt. Three healthy members stay below 5, and five in
  /// doubt below this.
  public var budget: Double
  /// Each interval is longer or shorter by up to this part, so that pollers don't march in step.
  public var jitter: Double
  /// What the servers' backend files may grow to, in bytes, for servers before 3.6, which don't
  /// tell; nil when the user doesn't either.
  public var quota: Int64?
  public var thresholds: VerdictThresholds

  public init(
    statusInterval: Duration = .seconds(1), linearizableInterval: Duration = .seconds(2),
    suspectInterval: Duration = .milliseconds(500),
    lateSerializableInterval: Duration = .seconds(1),
    serializableInterval: Duration = .seconds(10), memberListInterval: Duration = .seconds(10),
    alarmInterval: Duration = .seconds(60), aliasInterval: Duration = .seconds(15),
    certificateInterval: Duration = .seconds(3600),
    doubtfulCertificateInterval: Duration = .seconds(60),
    statusTimeout: Duration = .seconds(2), readTimeout: Duration = .milliseconds(1500),
    longestBackoff: Duration = .seconds(30), budget: Double = 25, jitter: Double = 0.05,
    quota: Int64? = nil,
    thresholds: VerdictThresholds = VerdictThresholds()
  ) {
    self.statusInterval = statusInterval
    self.linearizableInterval = linearizableInterval
    self.suspectInterval = suspectInterval
    self.lateSerializableInterval = lateSerializableInterval
    self.serializableInterval = serializableInterval
    self.memberListInterval = memberListInterval
    self.alarmInterval = alarmInterval
    self.aliasInterval = aliasInterval
    self.certificateInterval = certificateInterval
    self.doubtfulCertificateInterval = doubtfulCertificateInterval
    self.statusTimeout = statusTimeout
    self.readTimeout = readTimeout
    self.longestBackoff = longestBackoff
    self.budget = max(budget, 1)
    self.jitter = jitter
    self.quota = quota
    self.thresholds = thresholds
  }
}
