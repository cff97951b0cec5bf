import Configuration
import MemberStatus

extension Settings {
  /// What the member-status service is told.
  package var pollSettings: PollSettings {
    var polling = PollSettings(quota: memberWatch.quota)
    polling.thresholds.silence = memberWatch.silentAfter
    polling.thresholds.lateRead = memberWatch.lateAfter
    polling.thresholds.lagEntries = memberWatch.lagAfter
    polling.thresholds.slowCeiling = memberWatch.slowAfter
    polling.thresholds.slowFactor = memberWatch.slowFactor
    return polling
  }
}
