import Configuration
import Glibc
import ProgramShell
import Synchronization

/// Where a run's lines go, each at once; keeps count of the CPU time that this takes, which is not
/// the calls'.
final class DriveOutput: Sendable {
  private let format: Settings.Output
  private let isQuiet: Bool
  private let spent = Mutex(Duration.zero)

  init(_ format: Settings.Output, isQuiet: Bool) {
    self.format = format
    self.isQuiet = isQuiet
  }

  var cpu: Duration { spent.withLock { $0 } }

  func call(_ call: DrivenCall) {
    print(call.json, text: call.error)
  }

  func watching(_ revision: Int64, on endpoint: String) {
    print(
      JSONText.object([
        ("watching", String(revision)), ("endpoint", JSONText.string(endpoint)),
      ]), text: "watching from revision \(revision) on \(endpoint)")
  }

  func event(
    at now: Duration, number: Int, revision: Int64, key: String, delay: Duration
  ) {
    print(
      JSONText.object([
        ("t", now.thousandths(of: .seconds(1))), ("seq", String(number)),
        ("revision", String(revision)), ("key", JSONText.string(key)),
        ("delay_ms", delay.thousandths(of: .milliseconds(1))),
      ]), text: nil)
  }

  func moved(to endpoint: String, revision: Int64, lost: Int64) {
    print(
      JSONText.object([
        ("resumed_at", String(revision)), ("lost", String(lost)),
        ("endpoint", JSONText.string(endpoint)),
      ]), text: "resumed at revision \(revision) on \(endpoint), \(lost) lost")
  }

  func summary(_ report: DriveReport) {
    StandardOutput.print(format == .json ? report.json : report.text)
  }

  /// - Parameter text: for people; nil where it is not worth a line.
  private func print(_ json: @autoclosure () -> String, text: @autoclosure () -> String?) {
    guard !isQuiet else { return }
    let before = Self.threadCPU
    switch format {
    case .json: StandardOutput.print(json())
    case .plain, .table: if let text = text() { StandardOutput.print(text) }
    }
    let taken = Self.threadCPU - before
    spent.withLock { $0 += taken }
  }

  private static var threadCPU: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
