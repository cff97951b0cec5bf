import RPCCore
import Testing

@testable import GRPCTransport

@Suite("When a connection is tried again")
struct ReconnectMachineTests {
  typealias Action = ReconnectMachine.Action

  static let refused =
    "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.1:2379: "
    + "Failed to connect to remote host: Connection refused"
  static let unverified =
    "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.1:2379: "
    + "Tls handshake failed: SSL_ERROR_SSL: error:0A000086:SSL routines::certificate verify failed"

  let start = ContinuousClock.now
  var machine = ReconnectMachine(
    backoff: Backoff(initial: .milliseconds(100), multiplier: 2, cap: .seconds(1), jitter: 0),
    security: .tls(TLSSettings()))

  mutating func handle(_ input: ReconnectMachine.Input, at milliseconds: Int = 0) -> [Action] {
    machine.handle(input, now: time(milliseconds), random: 0.5)
  }

  func time(_ milliseconds: Int) -> ContinuousClock.Instant {
    start + .milliseconds(milliseconds)
  }

  @Test("A connection waits in idle until it is wanted")
  mutating func idle() {
    #expect(handle(.connectRequested) == [.tryToConnect])
    #expect(
      handle(.observed(.connecting)) == [.publish(.connecting), .watch(.connecting, until: nil)])
    #expect(handle(.observed(.ready)) == [.publish(.ready), .watch(.ready, until: nil)])
    #expect(handle(.connectRequested) == [])
  }

  @Test("A lost connection is made anew at once when it is kept up")
  mutating func lost() {
    _ = handle(.connectRequested)
    _ = handle(.observed(.ready))
    #expect(
      handle(.observed(.idle), at: 5000)
        == [.publish(.idle), .tryToConnect, .watch(.idle, until: nil)])
  }

  @Test("A lost connection that nobody keeps up stays idle")
  mutating func unwanted() {
    _ = handle(.observed(.ready))
    #expect(
      handle(.observed(.idle), at: 5000) == [.publish(.idle), .watch(.idle, until: nil)])
  }

  @Test("A server that accepts and hangs up is not called in a tight loop")
  mutating func hangsUp() {
    _ = handle(.connectRequested)
    _ = handle(.observed(.ready))
    #expect(
      handle(.observed(.idle), at: 10)
        == [.publish(.idle), .watch(.idle, until: time(110))])
    #expect(machine.nextAttempt == time(110))
    #expect(handle(.connectRequested, at: 50) == [])
    #expect(
      handle(.attemptDue, at: 110) == [.tryToConnect, .watch(.idle, until: nil)])
    _ = handle(.observed(.ready), at: 120)
    #expect(
      handle(.observed(.idle), at: 130)
        == [.publish(.idle), .watch(.idle, until: time(330))])
  }

  @Test("After each failure the pause doubles, and the reason is asked for before the next attempt")
  mutating func failures() {
    _ = handle(.connectRequested)
    #expect(
      handle(.observed(.transientFailure))
        == [.askForReason, .watch(.transientFailure, until: time(100))])
    let published = Action.publish(.transientFailure(reason: "connection refused"))
    #expect(handle(.failed(Self.refused), at: 1) == [published])
    #expect(handle(.attemptDue, at: 100) == [.askForReason])
    #expect(
      handle(.failed(Self.refused), at: 101)
        == [published, .startAttempt, .watch(.transientFailure, until: time(301))])
    #expect(machine.nextAttempt == time(301))
  }

  @Test("The next attempt starts even when the core tells no reason")
  mutating func silent() {
    _ = handle(.observed(.transientFailure))
    _ = handle(.attemptDue, at: 100)
    #expect(
      handle(.failed(nil), at: 100)
        == [.startAttempt, .watch(.transientFailure, until: time(300))])
  }

  @Test("A recovery that lasts starts the pauses anew, and leaves no next attempt")
  mutating func recovery() {
    _ = handle(.connectRequested)
    _ = handle(.observed(.transientFailure))
    _ = handle(.attemptDue, at: 100)
    _ = handle(.failed(nil), at: 100)
    _ = handle(.observed(.ready), at: 200)
    #expect(machine.nextAttempt == nil)
    _ = handle(.observed(.transientFailure), at: 5000)
    #expect(machine.nextAttempt == time(5100))
  }

  @Test("A failure that hides its cause is told only with its diagnosis, and diagnosed once")
  mutating func diagnosis() {
    _ = handle(.observed(.transientFailure))
    let failure = ConnectionFailure(Self.unverified, security: .tls(TLSSettings()))
    #expect(handle(.failed(Self.unverified), at: 1) == [.diagnose(failure)])
    let published = Action.publish(.transientFailure(reason: "certificate expired"))
    #expect(handle(.diagnosed("certificate expired"), at: 5) == [published])
    #expect(machine.text(for: Self.unverified) == "certificate expired")
    _ = handle(.attemptDue, at: 100)
    #expect(handle(.failed(Self.unverified), at: 101).prefix(2) == [published, .startAttempt])
  }

  @Test("An old diagnosis is renewed while the core says the same")
  mutating func renewal() {
    _ = handle(.observed(.transientFailure))
    _ = handle(.failed(Self.unverified))
    _ = handle(.diagnosed("certificate expired"))
    let failure = ConnectionFailure(Self.unverified, security: .tls(TLSSettings()))
    #expect(handle(.failed(Self.unverified), at: 11_000).first == .diagnose(failure))
    #expect(
      handle(.diagnosed("unknown authority"), at: 11_001)
        == [.publish(.transientFailure(reason: "unknown authority"))])
  }

  @Test("A diagnosis that finds nothing leaves the core's words, as a phrase")
  mutating func undiagnosed() {
    _ = handle(.observed(.transientFailure))
    _ = handle(.failed(Self.unverified))
    #expect(
      handle(.diagnosed(nil))
        == [
          .publish(
            .transientFailure(reason: "TLS: the server's certificate can't be verified"))
        ])
  }

  @Test("What comes too late, after a recovery, is dropped")
  mutating func late() {
    _ = handle(.observed(.transientFailure))
    _ = handle(.failed(Self.unverified))
    _ = handle(.observed(.ready))
    #expect(handle(.diagnosed("certificate expired")) == [])
    #expect(handle(.failed(Self.refused)) == [])
    #expect(handle(.attemptDue) == [])
  }

  @Test("A name that can't be resolved is asked for anew after each pause, not when the core likes")
  mutating func unresolved() {
    let words = "DNS resolution failed for db.invalid:2379: Domain name not found"
    _ = handle(.connectRequested)
    _ = handle(.observed(.transientFailure))
    _ = handle(.failed(words))
    #expect(handle(.attemptDue, at: 100) == [.askForReason])
    #expect(handle(.failed(words), at: 100).contains(.startOver))
    #expect(
      handle(.observed(.idle), at: 100)
        == [.publish(.idle), .tryToConnect, .watch(.idle, until: nil)])
  }
}
