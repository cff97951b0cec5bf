import EtcdModel
import ExplorerModel
import TerminalModel

/// A change of the cluster on one line.
func timelineText(
  _ entry: TimelineEntry, now: ContinuousClock.Instant, clock: WallClock?, _ sanitiser: Sanitiser
) -> StyledText {
  let time = clock.map { Format.time($0.millisecondsOfDay(at: entry.at)) }
  var text = StyledText((time ?? Format.ago(now - entry.at)) + "  ", .eventTime)
  let tone = entry.tone
  text.append(sanitiser.sentence(entry.words), tone == .plain ? .uiForeground : tone.role)
  return text
}
