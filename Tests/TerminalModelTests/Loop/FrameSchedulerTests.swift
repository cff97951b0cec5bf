import TerminalModel
import Testing

@Suite("The frame scheduler")
struct FrameSchedulerTests {
  private let start = ContinuousClock.now
  private let interval = Duration.milliseconds(16)
  private let rest = Duration.milliseconds(250)

  /// One that somebody used `pause` before the start, and that drew at the start.
  private func scheduler(attendedBefore pause: Duration = .seconds(1)) -> FrameScheduler {
    var scheduler = FrameScheduler(interval: interval, restInterval: rest)
    scheduler.attended(at: start - pause)
    scheduler.drew(at: start)
    return scheduler
  }

  @Test("draws the first frame at once and then nothing until something changes")
  func first() {
    var scheduler = FrameScheduler(interval: interval, restInterval: rest)
    #expect(scheduler.decide(at: start) == .draw)
    scheduler.drew(at: start)
    #expect(scheduler.decide(at: start + .seconds(1)) == .nothing)
  }

  @Test("draws at once after a pause and else at the end of the interval")
  func cap() {
    var scheduler = scheduler()
    scheduler.invalidate()
    #expect(scheduler.decide(at: start + .milliseconds(5)) == .wait(until: start + interval))
    #expect(scheduler.decide(at: start + interval) == .draw)
  }

  @Test("draws at most once an interval however often things change, and the last change too")
  func flood() {
    var scheduler = scheduler()
    var frames = 0
    for microsecond in stride(from: 0, through: 1_000_000, by: 250) {
      let now = start + .microseconds(microsecond)
      scheduler.invalidate()
      if scheduler.decide(at: now) == .draw {
        frames += 1
        scheduler.drew(at: now)
      }
    }
    #expect(frames == 62)
    #expect(scheduler.decide(at: start + .seconds(2)) == .draw)
  }

  @Test("draws what the user did after half an interval, and then takes its time again")
  func urgent() {
    var scheduler = scheduler()
    scheduler.attended(at: start)
    scheduler.invalidate()
    #expect(scheduler.decide(at: start + .milliseconds(5)) == .wait(until: start + interval / 2))
    #expect(scheduler.decide(at: start + interval / 2) == .draw)
    scheduler.drew(at: start + interval / 2)
    scheduler.invalidate()
    #expect(scheduler.decide(at: start + interval) == .wait(until: start + interval * 3 / 2))
  }

  @Test("draws seldom while nobody types, and for a key at once again")
  func restful() {
    var scheduler = scheduler(attendedBefore: .seconds(60))
    scheduler.invalidate()
    let soon = start + .milliseconds(20)
    #expect(scheduler.decide(at: soon) == .wait(until: start + rest))
    #expect(scheduler.decide(at: start + rest) == .draw)
    scheduler.attended(at: soon)
    #expect(scheduler.decide(at: soon) == .draw)
  }
}
