import Glibc
import RPCCore
import Testing

@testable import GRPCTransport

@Suite("The core's words, read")
struct ConnectionFailureTests {
  static let prefix =
    "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.1:2379: "

  @Test(
    "A cause that the words tell needs no diagnosis",
    arguments: [
      (
        prefix + "Failed to connect to remote host: Connection refused",
        "connection refused"
      ),
      (
        prefix + "Failed to connect to remote host: No route to host",
        "no route to host"
      ),
      (
        prefix + "connection attempt timed out before receiving SETTINGS frame",
        "server accepts the connection but does not answer"
      ),
      (
        prefix + "Trying to connect an http1.x server",
        "server speaks HTTP/1, not gRPC: give etcd's client port"
      ),
      (
        "failed to connect to all addresses; last error: UNKNOWN: unix:/tmp/no: "
          + "No such file or directory", "no such socket: no server listens there"
      ),
      (
        "DNS resolution failed for db.invalid:2379: C-ares status is not ARES_SUCCESS qtype=A "
          + "name=db.invalid is_balancer=0: Domain name not found",
        "the host name db.invalid can't be resolved (domain name not found)"
      ),
      ("something new", "something new"),
      ("", ""),
    ])
  func plain(words: String, text: String) {
    let failure = ConnectionFailure(words, security: .plaintext)
    #expect(failure.text == text)
    #expect(!failure.wantsDiagnosis)
  }

  @Test(
    "A cause that the words hide is diagnosed at the address that failed",
    arguments: [
      "Tls handshake failed: SSL_ERROR_SSL: error:0A000086:SSL routines::certificate verify failed",
      "Custom verification check failed with error: UNAUTHENTICATED: Hostname Verification Check failed.",
      "Handshake read failed", "Socket closed", "Endpoint read failed",
      "recvmsg:Connection reset by peer",
    ])
  func hidden(cause: String) {
    let failure = ConnectionFailure(Self.prefix + cause, security: .tls(TLSSettings()))
    #expect(failure.wantsDiagnosis)
    #expect(failure.peer == "ipv4:10.0.0.1:2379")
  }

  @Test("Without an address there is nothing to diagnose")
  func noAddress() {
    #expect(!ConnectionFailure("Socket closed", security: .plaintext).wantsDiagnosis)
  }

  @Test(
    "The core's addresses are read; what is none is refused",
    arguments: [
      ("ipv4:127.0.0.1:2379", AF_INET), ("ipv6:%5B::1%5D:2379", AF_INET6),
      ("ipv6:[::1]:2379", AF_INET6), ("unix:/tmp/socket", AF_UNIX), ("ipv4:localhost:2379", nil),
      ("dns:///a:1", nil), ("ipv4:", nil), ("", nil),
    ])
  func addresses(text: String, family: Int32?) {
    #expect(PeerAddress(text)?.withSocketAddress { _, _, family in family } == family)
  }
}
