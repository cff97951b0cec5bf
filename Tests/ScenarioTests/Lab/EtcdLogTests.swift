import Testing

@testable import Scenarios

@Suite("A member's log")
struct EtcdLogTests {
  /// As etcd 3.5 writes it, and as 3.4 does by default.
  private let log = EtcdLog(
    """
    {"level":"info","ts":"2026-11-20T23:59:59.500Z","msg":"raft.node: 1 lost leader 2 at term 2"}
    {"level":"info","ts":"2026-11-21T00:00:00.750Z","msg":"raft.node: 1 elected leader 3 at term 3"}
    2026-11-21 00:00:05.250000 I | raft: raft.node: 1 changed leader from 3 to 2 at term 4
    cut off {"ts":"2026
    """)

  @Test("tells how long the member knew no leader, over midnight too")
  func headless() {
    #expect(log.headless == [.milliseconds(1250), .zero])
  }

  @Test("tells when it knew a new leader after a time, and not what was before or much later")
  func newLeader() {
    func after(_ seconds: Double, within span: Duration = .seconds(5)) -> Duration? {
      log.newLeader(after: .seconds(seconds), within: span)
    }
    #expect(after(86_399) == .milliseconds(1750))
    #expect(after(1) == .milliseconds(4250))
    #expect(after(1, within: .seconds(4)) == nil)
    #expect(after(6) == nil)
  }
}
