import EtcdAPI
import EtcdClient
import EtcdModel
import Synchronization

/// Writes the events that all watches of a scenario wait for, several at a time: one that hangs on
/// a hit member holds nobody up.
final class LabWriter: Sendable {
  static let range = KeyRange.prefix(Array("lab/events/".utf8))
  private static let pause: Duration = .milliseconds(20)
  private static let writers = 4

  private let client: EtcdClient
  private let state = Mutex((counts: false, written: [Key: Revision]()))

  init(client: EtcdClient) {
    self.client = client
  }

  /// From now on all watches run: none may miss what is begun after this.
  func count() {
    state.withLock { $0.counts = true }
  }

  /// What was certainly written since `count()`, and at which revision.
  var written: [Key: Revision] { state.withLock { $0.written } }

  /// Writes until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      for writer in 0..<Self.writers { group.addTask { await self.write(as: writer) } }
    }
  }

  private func write(as writer: Int) async {
    var number = 0
    while !Task.isCancelled {
      number += 1
      let key = Key("lab/events/\(writer)-\(number)")
      let counts = state.withLock { $0.counts }
      let put = try? await client.put(
        PutRequest(key: key, value: [1]), options: CallOptions(timeout: .milliseconds(500)))
      if let put, counts { state.withLock { $0.written[key] = put.header.revision } }
      try? await Task.sleep(for: Self.pause)
    }
  }
}
