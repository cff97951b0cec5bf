import CGRPC
import RPCCore
import Synchronization

/// Performs what a connection's `ReconnectMachine` decides.
final class ConnectivityMonitor: Completion {
  /// Fails in the core while the channel is in transient failure, with the reason in words; no
  /// server ever sees it.
  private static let probeMethod = "/etcdscope/Connectivity"

  /// Looks for the cause of a failure, and reports it once.
  typealias Diagnose =
    @Sendable (ConnectionFailure, _ report: @escaping @Sendable (String?) -> Void) -> Void

  private let channel: Channel
  private let queue: CompletionQueue
  private let diagnose: Diagnose
  private let startOver: @Sendable () -> Void
  private let machine: Mutex<ReconnectMachine>

  init(
    _ channel: Channel, _ queue: CompletionQueue, _ machine: ReconnectMachine,
    startOver: @escaping @Sendable () -> Void, diagnose: @escaping Diagnose
  ) {
    self.channel = channel
    self.queue = queue
    self.diagnose = diagnose
    self.startOver = startOver
    self.machine = Mutex(machine)
  }

  var nextAttempt: ContinuousClock.Instant? { machine.withLock { $0.nextAttempt } }

  /// The failure of a call that the core tells of in these words, as the user reads it.
  func text(for words: String) -> String {
    channel.notePeer(ConnectionFailure.peer(in: words))
    return machine.withLock { $0.text(for: words) }
  }

  /// Begins to follow the channel, which is idle.
  func start() { perform(.watch(.idle, until: nil)) }

  func handle(_ input: ReconnectMachine.Input) {
    let actions = machine.withLock { machine in
      let actions = machine.handle(input, now: .now, random: .random(in: 0...1))
      // Under the lock, for the order of the states.
      for case .publish(let connectivity) in actions { channel.publisher.take(connectivity) }
      return actions
    }
    channel.publisher.tell()
    for action in actions { perform(action) }
  }

  private func perform(_ action: ReconnectMachine.Action) {
    switch action {
    case .publish:
      break
    case .tryToConnect:
      _ = channel.borrow { grpc_channel_check_connectivity_state($0, 1) }
    case .startAttempt:
      channel.borrow { grpc_channel_reset_connect_backoff($0) }
    case .startOver:
      startOver()
    case .watch(let state, let until):
      channel.borrow { handle in
        _ = queue.start(.connectivity, for: self) { tag in
          grpc_channel_watch_connectivity_state(
            handle, state.core, gpr_timespec(until), queue.handle, tag)
          return GRPC_CALL_OK
        }
      }
    case .askForReason:
      Task { self.handle(.failed(await self.askForReason())) }
    case .diagnose(let failure):
      channel.notePeer(failure.peer)
      diagnose(failure) { [weak self] text in self?.handle(.diagnosed(text)) }
    }
  }

  private func askForReason() async -> String? {
    let probe = RPCCall(method: Self.probeMethod, deadline: .now + .seconds(1))
    let result = await UnaryCall(on: channel, queue).run(probe, message: [])
    guard case .failure(let error) = result, error.neverLeft, error.code == .unavailable else {
      return nil
    }
    return error.message
  }

  func completed(_ operation: Operation, success: Bool) {
    guard success else { return handle(.attemptDue) }
    let state = channel.borrow { grpc_channel_check_connectivity_state($0, 0) }
    if state == GRPC_CHANNEL_READY { channel.forgetPeer() }
    if let state { handle(.observed(ReconnectMachine.CoreState(state))) }
  }
}

extension ReconnectMachine.CoreState {
  init(_ core: grpc_connectivity_state) {
    switch core {
    case GRPC_CHANNEL_IDLE: self = .idle
    case GRPC_CHANNEL_CONNECTING: self = .connecting
    case GRPC_CHANNEL_READY: self = .ready
    case GRPC_CHANNEL_TRANSIENT_FAILURE: self = .transientFailure
    default: self = .shutdown
    }
  }

  var core: grpc_connectivity_state {
    switch self {
    case .idle: GRPC_CHANNEL_IDLE
    case .connecting: GRPC_CHANNEL_CONNECTING
    case .ready: GRPC_CHANNEL_READY
    case .transientFailure: GRPC_CHANNEL_TRANSIENT_FAILURE
    case .shutdown: GRPC_CHANNEL_SHUTDOWN
    }
  }
}
