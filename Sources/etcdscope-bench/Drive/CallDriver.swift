import Configuration
import EtcdAPI
import EtcdClient
import EtcdModel
import Synchronization

/// A closed loop: each caller makes a call, waits for its end, and then for its turn.
final class CallDriver: Sendable {
  private struct State {
    var pacer: Pacer
    var tally: DriveTally
  }

  /// What the answer to one caller's call told on the way.
  private final class Answer: Sendable {
    let source = Mutex<(endpoint: Endpoint, attempts: Int)?>(nil)
  }

  private let settings: DriveSettings
  private let client: EtcdClient
  private let lease: LeaseID
  private let output: DriveOutput
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// - Parameter lease: of the keys that are written.
  init(_ settings: DriveSettings, _ client: EtcdClient, lease: LeaseID, _ output: DriveOutput) {
    self.settings = settings
    self.client = client
    self.lease = lease
    self.output = output
    state = Mutex(
      State(
        pacer: Pacer(rate: settings.rate, end: settings.duration),
        tally: DriveTally(endpoints: client.configuration.endpoints)))
  }

  /// Returns when every caller's last call has ended; cancelling the task ends those under way,
  /// which then don't count.
  func run() async {
    await withDiscardingTaskGroup { group in
      for caller in 0..<settings.concurrency {
        group.addTask { await self.call(as: caller) }
      }
    }
    state.withLock { $0.tally.end(at: max(elapsed, Task.isCancelled ? .zero : settings.duration)) }
  }

  var tally: DriveTally { state.withLock { $0.tally } }

  private var elapsed: Duration { start.duration(to: .now) }

  private func call(as caller: Int) async {
    let answer = Answer()
    let put = put(by: caller)
    let options = CallOptions(timeout: settings.timeout) { endpoint, attempts in
      answer.source.withLock { $0 = (endpoint, attempts) }
    }
    while let turn = state.withLock({ $0.pacer.take(at: elapsed) }) {
      if turn > elapsed { try? await Task.sleep(until: start + turn, clock: .continuous) }
      if Task.isCancelled { return }
      let startedAt = elapsed
      let call: DrivenCall
      do throws(EtcdError) {
        try await send(put, options)
        let source = answer.source.withLock { $0 }
        call = DrivenCall(
          startedAt: startedAt, endedAt: elapsed, endpoint: source?.endpoint,
          attempts: source?.attempts ?? 1, outcome: .ok)
      } catch {
        if Task.isCancelled { return }
        call = DrivenCall(error, startedAt: startedAt, endedAt: elapsed)
      }
      state.withLock { $0.tally.note(call) }
      output.call(call)
    }
  }

  /// - Parameter put: for the operations that write.
  private func send(_ put: PutRequest, _ options: CallOptions) async throws(EtcdError) {
    switch settings.operation {
    case .range, .serializableRange:
      let request = RangeRequest(
        range: .single(Key(settings.prefix + "missing")),
        isSerializable: settings.operation == .serializableRange)
      _ = try await client.range(request, options: options)
    case .put:
      _ = try await client.put(put, options: options)
    case .txn:
      // Either way it writes; the condition is there to be judged.
      let request = TxnRequest(
        compares: [Compare(range: .single(put.key), .equal, .version(0))], success: [.put(put)],
        failure: [.put(put)])
      _ = try await client.txn(request, options: options)
    case .watch:
      preconditionFailure("a watch is driven by WatchDriver")
    }
  }

  private func put(by caller: Int) -> PutRequest {
    PutRequest(
      key: Key("\(settings.prefix)\(lease)/\(caller)"),
      value: Array(repeating: UInt8(ascii: "v"), count: settings.valueSize), lease: lease)
  }
}
