import Platform
import Synchronization

/// The owner's side of the pipe to a host. The host stops everything when this closes.
final class HostConnection: Sendable {
  private struct State {
    /// nil once closed.
    var writing: Descriptor?
    var lastID = 0
    var waiting: [Int: CheckedContinuation<Result<[HostLine], ClusterError>, Never>] = [:]
    var lines: [Int: [HostLine]] = [:]
    var hasEnded = false
    var waitingForEnd: [CheckedContinuation<Void, Never>] = []
  }

  let pid: Int32
  private let state: Mutex<State>
  private let onEvent: @Sendable (HostLine) -> Void

  /// Starts a host.
  ///
  /// - Parameter onEvent: Called on the connection's thread for what no command asked for.
  init(
    executable: String, onEvent: @escaping @Sendable (HostLine) -> Void
  ) throws(ClusterError) {
    self.onEvent = onEvent
    do throws(SystemError) {
      let commands = try Pipe.withoutSignal()
      let replies = try Pipe()
      let child = try ChildProcess.start(
        executable, [ClusterHost.argument], environment: Environment.lines, input: commands.reading,
        output: replies.writing, error: .null(), inNewSession: true)
      pid = child.pid
      state = Mutex(State(writing: commands.writing))
      // Only the reading end: the replies end when nobody holds the other.
      Thread.start("cluster-replies") { [self, reading = replies.reading] in
        read(reading)
        child.waitForExit()
        end()
      }
    } catch {
      throw ClusterError("the cluster's host can't be started: \(error)")
    }
  }

  /// Sends a command.
  ///
  /// - Returns: The lines of the reply; the last is the `ok`.
  func request(_ command: HostCommand) async throws(ClusterError) -> [HostLine] {
    let result = await withCheckedContinuation { continuation in
      let sending = state.withLock { state -> (Descriptor, HostLine)? in
        guard let writing = state.writing, !state.hasEnded else { return nil }
        state.lastID += 1
        state.waiting[state.lastID] = continuation
        return (writing, command.line(id: state.lastID))
      }
      guard let (writing, line) = sending else {
        return continuation.resume(returning: .failure(.hostIsGone))
      }
      // A failure shows as the end of the replies.
      try? writing.writeAll(Array("\(line.text)\n".utf8))
    }
    return try result.get()
  }

  /// Makes the host stop everything. Returns at once.
  func close() {
    state.withLock { $0.writing = nil }
  }

  /// Returns when the host has ended, with all that it started.
  func waitForEnd() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waitingForEnd.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }

  private func read(_ replies: Descriptor) {
    var splitter = LineSplitter()
    var buffer = [UInt8](repeating: 0, count: 4096)
    var isGreeted = false
    while case .bytes(let count) = replies.read(into: &buffer) {
      for text in splitter.append(buffer[..<count]) {
        if isGreeted {
          HostLine(text).map(take)
        } else if text == HostLine.greeting {
          isGreeted = true
        } else {
          return
        }
      }
    }
  }

  private func take(_ line: HostLine) {
    if line.id == 0 { return onEvent(line) }
    let (continuation, lines) = state.withLock { state in
      state.lines[line.id, default: []].append(line)
      guard line.verb == "ok" || line.verb == "error" else {
        return (nil as CheckedContinuation<Result<[HostLine], ClusterError>, Never>?, [HostLine]())
      }
      return (
        state.waiting.removeValue(forKey: line.id), state.lines.removeValue(forKey: line.id) ?? []
      )
    }
    if line.verb == "error" {
      let message = line.fields["message"] ?? "the cluster's host reports an error"
      continuation?.resume(returning: .failure(ClusterError(message)))
    } else {
      continuation?.resume(returning: .success(lines))
    }
  }

  private func end() {
    let (requests, ends) = state.withLock { state in
      state.hasEnded = true
      state.writing = nil
      defer {
        state.waiting = [:]
        state.waitingForEnd = []
      }
      return (state.waiting, state.waitingForEnd)
    }
    // A host that was killed can't remove its folder; its members have died with it.
    WorkFolder.removeLeftovers(prefix: HostedCluster.folderPrefix, in: WorkFolder.temporary)
    for continuation in requests.values { continuation.resume(returning: .failure(.hostIsGone)) }
    for continuation in ends { continuation.resume() }
  }
}
