import CPlatform
import Glibc
import Synchronization

/// Waits for descriptors and times on one thread, and runs what was asked for when they come.
///
/// All but `stopper` belongs to the thread that calls `run()`.
public final class EventLoop {
  public struct Interest: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let reading = Interest(rawValue: 1)
    public static let writing = Interest(rawValue: 2)
    /// The other side has gone or sends no more. Alone it doesn't say whether bytes are left.
    public static let hangUp = Interest(rawValue: 4)
    /// Reported without being asked for.
    public static let failure = Interest(rawValue: 8)
  }

  private struct Watch {
    var generation: UInt32
    var interest: Interest
    var handler: (Interest) -> Void
  }

  private let epoll: Descriptor
  private var watches: [Int32: Watch] = [:]
  private var generation: UInt32 = 0
  private var timers = TimerQueue()
  private var events = [epoll_event](repeating: epoll_event(), count: 64)
  public let stopper: Stopper

  public init() throws(SystemError) {
    let raw = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard raw >= 0 else { throw .last("open an epoll descriptor") }
    epoll = Descriptor(owning: raw)
    stopper = try Stopper()
    watch(stopper.descriptor, for: .reading) { _ in }
  }

  /// Calls the handler on each readiness of the descriptor, until `forget`. The caller keeps the
  /// descriptor alive until then.
  public func watch(
    _ descriptor: Descriptor, for interest: Interest, handler: @escaping (Interest) -> Void
  ) {
    generation &+= 1
    watches[descriptor.raw] = Watch(
      generation: generation, interest: interest, handler: handler)
    control(EPOLL_CTL_ADD, descriptor.raw, interest)
  }

  public func change(_ descriptor: Descriptor, to interest: Interest) {
    guard let watch = watches[descriptor.raw], watch.interest != interest else { return }
    watches[descriptor.raw]?.interest = interest
    control(EPOLL_CTL_MOD, descriptor.raw, interest)
  }

  public func forget(_ descriptor: Descriptor) {
    guard watches.removeValue(forKey: descriptor.raw) != nil else { return }
    var event = epoll_event()
    epoll_ctl(epoll.raw, EPOLL_CTL_DEL, descriptor.raw, &event)
  }

  /// Runs the action once at that time, or as soon after as the loop is free.
  @discardableResult
  public func schedule(
    at time: ContinuousClock.Instant, _ action: @escaping () -> Void
  ) -> TimerID {
    timers.add(at: time, action)
  }

  public func cancel(_ timer: TimerID) {
    timers.remove(timer)
  }

  /// Returns after the stopper's `stop()`.
  public func run() {
    while !stopper.isStopped { turn(timeout: timeout()) }
  }

  /// Handles what is ready now, or first within that time.
  public func runOnce(waitingAtMost limit: Duration) {
    let next = timeout()
    let most = Int32(limit / .milliseconds(1))
    turn(timeout: next < 0 ? most : min(next, most))
  }

  private func turn(timeout: Int32) {
    let count = epoll_wait(epoll.raw, &events, Int32(events.count), timeout)
    for event in events.prefix(max(0, Int(count))) {
      let raw = Int32(truncatingIfNeeded: event.data.u64 & 0xFFFF_FFFF)
      // An event of a descriptor that was closed and reused since carries the older generation.
      guard let watch = watches[raw], UInt64(watch.generation) == event.data.u64 >> 32 else {
        continue
      }
      watch.handler(Interest(event.events))
    }
    for action in timers.takeDue(at: .now) { action() }
  }

  private func timeout() -> Int32 {
    guard let next = timers.next else { return -1 }
    let wait = ContinuousClock.now.duration(to: next)
    guard wait > .zero else { return 0 }
    // Rounded up: a wait that ends early would spin until the time has come.
    let milliseconds = wait / .milliseconds(1)
    return Int32(min(milliseconds.rounded(.up), 60_000))
  }

  private func control(_ operation: Int32, _ raw: Int32, _ interest: Interest) {
    var event = epoll_event()
    event.events = interest.bits
    event.data.u64 = UInt64(watches[raw]?.generation ?? 0) << 32 | UInt64(UInt32(bitPattern: raw))
    epoll_ctl(epoll.raw, operation, raw, &event)
  }
}

extension EventLoop.Interest {
  fileprivate init(_ bits: UInt32) {
    self = []
    if bits & EPOLLIN.rawValue != 0 { insert(.reading) }
    if bits & EPOLLOUT.rawValue != 0 { insert(.writing) }
    if bits & (EPOLLHUP.rawValue | EPOLLRDHUP.rawValue) != 0 { insert(.hangUp) }
    if bits & EPOLLERR.rawValue != 0 { insert(.failure) }
  }

  fileprivate var bits: UInt32 {
    var bits: UInt32 = 0
    if contains(.reading) { bits |= EPOLLIN.rawValue }
    if contains(.writing) { bits |= EPOLLOUT.rawValue }
    if contains(.hangUp) { bits |= EPOLLRDHUP.rawValue }
    return bits
  }
}

/// Ends a loop from any thread.
public final class Stopper: Sendable {
  let descriptor: Descriptor
  private let stopped = Atomic(false)

  init() throws(SystemError) {
    let raw = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard raw >= 0 else { throw .last("open an event descriptor") }
    descriptor = Descriptor(owning: raw)
  }

  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  /// Makes the loop's `run()` return.
  public func stop() {
    stopped.store(true, ordering: .releasing)
    eventfd_write(descriptor.raw, 1)
  }
}
