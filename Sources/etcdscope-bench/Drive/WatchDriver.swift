import Configuration
import EtcdClient
import EtcdModel
import Synchronization

/// Follows a prefix by a watch while a writer of its own puts numbered events there.
final class WatchDriver: Sendable {
  /// What is late when the writer is done gets this long at least: a watch on a hung member moves
  /// within it.
  private static let shortestGrace = Duration.seconds(5)

  private let settings: DriveSettings
  private let client: EtcdClient
  private let writer: EventWriter
  private let output: DriveOutput
  private let start = ContinuousClock.now
  private let state: Mutex<WatchTally>

  init(
    _ settings: DriveSettings, _ client: EtcdClient, _ writer: EventWriter, _ output: DriveOutput
  ) {
    self.settings = settings
    self.client = client
    self.writer = writer
    self.output = output
    state = Mutex(WatchTally(endpoints: client.configuration.endpoints))
  }

  var tally: DriveTally { state.withLock { $0.counts } }

  private var elapsed: Duration { start.duration(to: .now) }

  /// - Returns: why the watch did not start, or ended before its time.
  func run() async -> String? {
    let watch = client.watch(.prefix(Array(settings.prefix.utf8)))
    let (started, hasStarted) = AsyncStream<Void>.makeStream()
    let problem = await withTaskGroup(of: String?.self) { group in
      group.addTask { await self.follow(watch, onStart: { hasStarted.yield() }) }
      group.addTask {
        let deadline = Task {
          try? await Task.sleep(for: self.settings.duration)
          hasStarted.finish()
        }
        defer { deadline.cancel() }
        for await _ in started {
          await self.write()
          return nil
        }
        return Task.isCancelled ? nil : "the watch did not start in time"
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    state.withLock { tally in
      tally.end(at: elapsed, isCutShort: Task.isCancelled)
      if problem != nil { tally.counts.failed += 1 }
    }
    return problem
  }

  /// - Returns: why the watch ended; nil when it was told to.
  private func follow(
    _ watch: WatchSubscription, onStart: @escaping @Sendable () -> Void
  ) async -> String? {
    var endpoint = client.configuration.endpoints[0]
    var lost: Int64 = 0
    for await update in watch {
      switch update {
      case .started(let revision, let first):
        endpoint = first
        output.watching(revision, on: first.description)
        onStart()
      case .events(let events, _):
        for event in events { arrived(event, from: endpoint) }
      case .resumed(let revision, let next):
        endpoint = next
        output.moved(to: next.description, revision: revision, lost: lost)
        lost = 0
      case .gap(let revisions): lost += Int64(revisions.count)
      case .overflow(let events): lost += Int64(events)
      case .progress, .disconnected: break
      case .ended(let error): return error.description
      }
    }
    return nil
  }

  private func arrived(_ event: Event, from endpoint: Endpoint) {
    guard let number = writer.number(of: event) else { return }
    let now = elapsed
    let revision = event.keyValue.modRevision
    let delay = state.withLock {
      $0.arrived(number, revision: revision, at: now, from: endpoint)
    }
    output.event(
      at: now, number: number, revision: revision,
      key: String(decoding: event.keyValue.key.bytes, as: UTF8.self), delay: delay ?? .zero)
  }

  /// Returns when everything that was written has arrived, or should have by now.
  private func write() async {
    await writer.run { number in
      self.state.withLock { $0.put(number, at: self.elapsed) }
    } onEnd: { number, error in
      self.state.withLock { $0.putEnded(number, error) }
    }
    let end = ContinuousClock.now + max(settings.timeout, Self.shortestGrace)
    while !state.withLock({ $0.isComplete }), ContinuousClock.now < end, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }
}
