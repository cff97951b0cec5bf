import Glibc
import RPCCore

/// One handshake with a server that the core could not agree with, to find out why.
struct Diagnosis {
  private let target: RPCTarget
  private let peer: PeerAddress
  private let deadline: ContinuousClock.Instant
  private let interruption: Interruption

  init(
    of target: RPCTarget, at peer: PeerAddress, deadline: ContinuousClock.Instant,
    interruption: Interruption
  ) {
    self.target = target
    self.peer = peer
    self.deadline = deadline
    self.interruption = interruption
  }

  /// The cause and its fix; nil when nothing is wrong or nothing could be found out.
  func run() -> String? {
    switch target.security {
    case .plaintext:
      return speaksTLS ? "server speaks TLS: use https:// for this endpoint" : nil
    case .tls(let settings):
      guard let socket = connect() else { return nil }
      let name = settings.serverName ?? host
      let handshake = TLSHandshake(on: socket, settings, name: name)
      switch handshake.run() {
      case .agreed(let certificate): return judge(certificate, settings, name)
      case .refused(let alert, let certificate):
        return certificate.flatMap { judge($0, settings, name) } ?? Self.text(for: alert, settings)
      case .notTLS:
        return speaksPlaintext ? "server speaks plaintext: use http:// for this endpoint" : nil
      case .silent: return "server accepts the connection but does not answer"
      }
    }
  }

  /// The certificate that the server shows, trusted or not; nil without TLS, or when it shows none.
  func certificate() -> PeerCertificate? {
    guard case .tls(let settings) = target.security, let socket = connect() else { return nil }
    let name = settings.serverName ?? host
    return TLSHandshake(on: socket, settings, name: name).shownCertificate()?.facts
  }

  private func connect() -> ProbeSocket? {
    ProbeSocket(to: peer, until: deadline, interruption)
  }

  /// The host as the certificate must name it.
  private var host: String {
    guard !target.address.hasPrefix("unix:") else { return "localhost" }
    var host = target.address.lastIndex(of: ":").map { target.address[..<$0] } ?? ""
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return String(host)
  }

  private func judge(
    _ certificate: ServerCertificate, _ settings: TLSSettings, _ name: String
  ) -> String? {
    guard !settings.skipsVerification else { return nil }
    if let problem = certificate.problem(authorityFile: settings.authorityFile) { return problem }
    guard !certificate.isFor(name) else { return nil }
    let names = certificate.nameList.map { "its names are \($0)" }
    return "name \(name) is not in the certificate: "
      + (names ?? "it has no subject alternative names")
  }

  /// TLS alert numbers of RFC 8446, section 6.
  private static func text(for alert: Int, _ settings: TLSSettings) -> String {
    switch alert {
    case 40, 42, 116:
      settings.certificateFile == nil
        ? "server wants a client certificate: give one with its key"
        : "server does not accept the client certificate"
    case 46: "server does not accept the client certificate"
    case 43: "server does not accept this kind of client certificate"
    case 44: "the client certificate was revoked"
    case 45: "the client certificate has expired: renew it"
    case 48: "server does not know the authority of the client certificate"
    case 70: "server speaks another version of TLS"
    case 112: "server has no certificate for this name"
    default: "server refused the TLS handshake (alert \(alert))"
    }
  }

  private var speaksTLS: Bool {
    guard let socket = connect() else { return false }
    let anyone = TLSSettings(skipsVerification: true)
    switch TLSHandshake(on: socket, anyone, name: host).run() {
    case .agreed, .refused: return true
    case .notTLS, .silent: return false
    }
  }

  /// A server that speaks HTTP/2 in the clear answers the preface with its SETTINGS.
  private var speaksPlaintext: Bool {
    let emptySettings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
    let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + emptySettings
    guard let socket = connect(), socket.send(preface), let answer = socket.receive(),
      answer.count >= 9
    else { return false }
    return answer[3] == 4 || answer.starts(with: "HTTP/1".utf8)
  }
}
