import EtcdClient
import EtcdModel
import MemberStatus

/// What the member-status service costs by itself: the processor's time and the load on the
/// members, by their number, and whether weeks of polling fill the memory.
enum MemberService {
  static func measure(for span: Duration) async -> [Row] {
    var rows: [Row] = []
    for count in [3, 5, 50] { rows += await run(count, for: span) }
    return rows + PollMemory.measure()
  }

  private static func run(_ count: Int, for span: Duration) async -> [Row] {
    let members = SimulatedMembers(count: count)
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: members.endpoints),
      transport: members.transport)
    let service = MemberStatusService(client: client)
    let polling = Task { await service.run() }
    for await snapshot in service.snapshots() where snapshot.isComplete { break }
    let (cpu, calls) = (ProcessUsage.ownCPU, self.calls(to: members))
    try? await Task.sleep(for: span)
    let used = ProcessUsage.ownCPU - cpu
    let sent = self.calls(to: members) - calls
    polling.cancel()
    await client.shutDown()
    return [
      Row(name: "service CPU, \(count) members", unit: "%", ours: 100 * (used / span)),
      Row(
        name: "service load, \(count) members", unit: "RPC/min",
        ours: Double(sent) * (.seconds(60) / span), goal: count == 3 ? 300 : nil),
    ]
  }

  private static func calls(to members: SimulatedMembers) -> Int {
    members.endpoints.reduce(0) {
      $0 + members.transport.activity(of: $1.authority).unaryCalls.count
    }
  }
}
