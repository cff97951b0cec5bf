import Testing

@testable import GRPCTransport

@Suite("The pauses between attempts")
struct BackoffTests {
  @Test("Pauses grow from the first to the cap")
  func growth() {
    let backoff = Backoff(
      initial: .milliseconds(100), multiplier: 2, cap: .milliseconds(500), jitter: 0)
    let pauses = (1...5).map { backoff.pause(after: $0, random: 0.5) }
    #expect(
      pauses == [.milliseconds(100), .milliseconds(200), .milliseconds(400)] + [
        .milliseconds(500), .milliseconds(500),
      ])
  }

  @Test(
    "Jitter moves a pause by its part, either way", arguments: [(0.0, 80), (0.5, 100), (1.0, 120)])
  func jitter(random: Double, milliseconds: Int) {
    let pause = Backoff(jitter: 0.2).pause(after: 1, random: random)
    #expect(abs(pause / .milliseconds(1) - Double(milliseconds)) < 0.001)
  }

  @Test("No pause of the default keeps a member that is back unused for 2 s")
  func longest() {
    #expect(Backoff().pause(after: 1000, random: 1) < .seconds(2))
  }

  @Test("Keepalive pings are never closer than etcd's servers accept")
  func keepalive() {
    var options = GRPCTransportOptions(keepaliveTime: .seconds(1))
    #expect(options.keepaliveTime == .milliseconds(5500))
    options.keepaliveTime = .seconds(2)
    #expect(options.keepaliveTime == .milliseconds(5500))
    options.keepaliveTime = .seconds(30)
    #expect(options.keepaliveTime == .seconds(30))
  }
}
