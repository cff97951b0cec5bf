import Synchronization
import TerminalModel

/// Carries the terminal's inputs to whichever cluster's screen is up. The stream can be read by one
/// reader only, which outlives them all.
final class InputRelay: Sendable {
  private struct State {
    var inbox: Inbox?
    var reading: Task<Void, Never>?
  }

  private let inputs: AsyncStream<TerminalInput>
  private let state = Mutex(State())

  init(_ inputs: AsyncStream<TerminalInput>) {
    self.inputs = inputs
  }

  /// Inputs go there from now on. The first call starts the reading, so that none is lost before.
  func turn(to inbox: Inbox) {
    state.withLock { state in
      state.inbox = inbox
      state.reading = state.reading ?? Task { await read() }
    }
  }

  /// Lets go of the last inbox.
  func stop() {
    state.withLock { state in
      state.reading?.cancel()
      state.inbox = nil
    }
  }

  private func read() async {
    for await input in inputs {
      state.withLock { $0.inbox }?.inputs.put(input)
    }
  }
}
