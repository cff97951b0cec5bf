import COpenSSL
import Glibc
import RPCCore

/// A TLS handshake that looks instead of judging: it accepts every certificate and reports.
final class TLSHandshake {
  enum Outcome {
    case agreed(ServerCertificate)
    /// The server sent this alert, during the handshake or right after it: with TLS 1.3 a client
    /// learns only then that its certificate is missing or not wanted. The server's own
    /// certificate, when it had come by then, is what the client itself minds first.
    case refused(alert: Int, ServerCertificate?)
    /// The server closed or answered with something else.
    case notTLS
    case silent
  }

  private enum Step {
    case done, ended, late
    case failed(reason: Int)
  }

  /// How long a refusal after the handshake is waited for.
  private static let lateAlertTime = Duration.milliseconds(300)

  private let socket: ProbeSocket
  private let context: OpaquePointer?
  private let session: OpaquePointer?

  init(on socket: ProbeSocket, _ settings: TLSSettings, name: String) {
    self.socket = socket
    context = SSL_CTX_new(TLS_client_method())
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
    if let path = settings.authorityFile {
      SSL_CTX_load_verify_locations(context, path, nil)
    } else {
      SSL_CTX_set_default_verify_paths(context)
    }
    if let certificate = settings.certificateFile, let key = settings.keyFile {
      SSL_CTX_use_certificate_chain_file(context, certificate)
      SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM)
    }
    session = SSL_new(context)
    let protocols: [UInt8] = [2] + Array("h2".utf8)
    SSL_set_alpn_protos(session, protocols, UInt32(protocols.count))
    if !ServerCertificate.isAddress(name) { copenssl_set_server_name(session, name) }
    SSL_set_fd(session, socket.descriptor)
  }

  deinit {
    SSL_free(session)
    SSL_CTX_free(context)
    ERR_clear_error()
  }

  func run() -> Outcome {
    guard let session else { return .silent }
    switch repeating({ SSL_connect(session) }) {
    case .late: return .silent
    case .ended: return .notTLS
    case .failed(let reason):
      return Self.alert(reason).map { .refused(alert: $0, certificate) } ?? .notTLS
    case .done: break
    }
    var byte: UInt8 = 0
    let settled = ContinuousClock.now + Self.lateAlertTime
    if case .failed(let reason) = repeating(until: settled, { SSL_read(session, &byte, 1) }),
      let alert = Self.alert(reason)
    {
      return .refused(alert: alert, certificate)
    }
    return certificate.map { .agreed($0) } ?? .notTLS
  }

  /// The certificate that the server shows, even when it refuses us afterwards.
  func shownCertificate() -> ServerCertificate? {
    guard let session else { return nil }
    if case .done = repeating({ SSL_connect(session) }) { SSL_shutdown(session) }
    return certificate
  }

  private var certificate: ServerCertificate? {
    SSL_get1_peer_certificate(session).map {
      ServerCertificate(owning: $0, verification: SSL_get_verify_result(session))
    }
  }

  /// OpenSSL numbers the alerts that it receives from 1000.
  private static func alert(_ reason: Int) -> Int? {
    (1000...1255).contains(reason) ? reason - 1000 : nil
  }

  private func repeating(
    until limit: ContinuousClock.Instant? = nil, _ step: () -> Int32
  ) -> Step {
    while true {
      ERR_clear_error()
      let result = step()
      if result > 0 { return .done }
      switch SSL_get_error(session, result) {
      case SSL_ERROR_WANT_READ: if !socket.wait(for: POLLIN, until: limit) { return .late }
      case SSL_ERROR_WANT_WRITE: if !socket.wait(for: POLLOUT, until: limit) { return .late }
      case SSL_ERROR_SSL:
        let reason = Int(copenssl_error_reason(ERR_peek_error()))
        return reason == SSL_R_UNEXPECTED_EOF_WHILE_READING ? .ended : .failed(reason: reason)
      default: return .ended
      }
    }
  }
}
