import EtcdModel

/// When members are called unwell, and what the user wants to be told about.
public struct MemberWatchSettings: Hashable, Sendable {
  /// No answer for so long makes a member unreachable.
  public var silentAfter: Duration
  /// A linearizable read that is unanswered for so long counts as failed.
  public var lateAfter: Duration
  /// Entries behind the committed index.
  public var lagAfter: UInt64
  /// A round trip this long is slow however slow the others are.
  public var slowAfter: Duration
  /// So many times the fastest member's round trip is slow.
  public var slowFactor: Double
  /// What the servers' `--quota-backend-bytes` is, for servers before 3.6; nil when unknown.
  public var quota: Int64?
  public var alarms: [AlarmRule]
}

extension SettingsReader {
  func memberWatch() throws(UsageError) -> MemberWatchSettings {
    MemberWatchSettings(
      silentAfter: try duration("silent-after"), lateAfter: try duration("late-after"),
      lagAfter: UInt64(try number("lag-after")), slowAfter: try duration("slow-after"),
      slowFactor: Double(try number("slow-factor")),
      quota: try choice("quota", ByteSize.parse, "a size such as 8GiB"), alarms: try alarms())
  }

  private func number(_ name: String) throws(UsageError) -> UInt32 {
    let text = text(name) ?? ""
    guard let number = UInt32(text), number > 0 else {
      throw UsageError("--\(name) is \"\(text)\"; write a number from 1 on")
    }
    return number
  }

  private func alarms() throws(UsageError) -> [AlarmRule] {
    var rules: [AlarmRule] = []
    for part in text("alarm")?.split(separator: ",") ?? [] {
      guard let rule = AlarmRule(reading: part) else {
        throw UsageError("--alarm is \"\(part)\"; write \(AlarmRule.examples)")
      }
      if !rules.contains(rule) { rules.append(rule) }
    }
    return rules
  }
}
