import COpenSSL
import Glibc
import RPCCore

/// The certificate that a server showed, with OpenSSL's verdict on its chain.
final class ServerCertificate {
  private let handle: OpaquePointer
  private let verification: Int

  /// `verification` is an `X509_V_…` number.
  init(owning handle: OpaquePointer, verification: Int) {
    self.handle = handle
    self.verification = verification
  }

  deinit { X509_free(handle) }

  static func isAddress(_ name: String) -> Bool {
    var room = in6_addr()
    return inet_pton(AF_INET, name, &room) == 1 || inet_pton(AF_INET6, name, &room) == 1
  }

  func isFor(_ name: String) -> Bool {
    if Self.isAddress(name) { return X509_check_ip_asc(handle, name, 0) == 1 }
    return X509_check_host(handle, name, name.utf8.count, 0, nil) == 1
  }

  /// What is wrong with the chain, and the fix; nil when it is trusted.
  func problem(authorityFile: String?) -> String? {
    let authority = authorityFile.map { "the CA file \($0)" } ?? "the system's CA files"
    switch Int32(verification) {
    case X509_V_OK: return nil
    case X509_V_ERR_CERT_HAS_EXPIRED:
      let notAfter = X509_get0_notAfter(handle)
      guard let end = date(notAfter), X509_cmp_current_time(notAfter) < 0 else {
        return "certificate expired: one of the server's authorities; renew \(authority)"
      }
      return "certificate expired on \(end): renew the server's certificate"
    case X509_V_ERR_CERT_NOT_YET_VALID:
      let start = date(X509_get0_notBefore(handle)).map { " before \($0)" } ?? ""
      return "certificate not valid\(start): check the clocks"
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return "unknown authority: the certificate's issuer \(issuer) is not in \(authority)"
    default:
      return "certificate refused: \(String(cString: X509_verify_cert_error_string(verification)))"
    }
  }

  private func date(_ time: UnsafePointer<ASN1_TIME>?) -> String? {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
  }

  /// nil when it does not say when it ends.
  var facts: PeerCertificate? {
    var (days, seconds) = (Int32(0), Int32(0))
    // From now on, where no beginning is given.
    guard ASN1_TIME_diff(&days, &seconds, nil, X509_get0_notAfter(handle)) == 1 else { return nil }
    return PeerCertificate(
      subject: Self.line(X509_get_subject_name(handle)), issuer: issuer,
      names: names(atMost: Self.factLimit)?.shown ?? [],
      timeLeft: .seconds(Int64(days) * 86_400 + Int64(seconds)))
  }

  /// A member's certificate has a few names; a server may send thousands.
  private static let factLimit = 16

  private var issuer: String { Self.line(X509_get_issuer_name(handle)) }

  private static func line(_ name: OpaquePointer?) -> String {
    guard let line = X509_NAME_oneline(name, nil, 0) else { return "" }
    defer { CRYPTO_free(line, nil, 0) }
    return String(cString: line)
  }

  /// The names and addresses that the certificate is for, the first few of many: foreign text. Nil
  /// for one of the old kind, which has no such list.
  var nameList: String? {
    names(atMost: 4).map { $0.shown.joined(separator: ", ") + ($0.count > 4 ? " …" : "") }
  }

  private func names(atMost limit: Int) -> (shown: [String], count: Int)? {
    guard
      let names = X509_get_ext_d2i(handle, NID_subject_alt_name, nil, nil).map(OpaquePointer.init)
    else { return nil }
    defer { GENERAL_NAMES_free(names) }
    let count = Int(copenssl_name_count(names))
    let shown = (0..<count).lazy.compactMap { index in
      Self.text(of: copenssl_name_at(names, Int32(index)))
    }
    return (Array(shown.prefix(limit)), count)
  }

  private static func text(of name: UnsafePointer<GENERAL_NAME>?) -> String? {
    if let host = copenssl_dns_name(name) {
      return String(decoding: bytes(of: host), as: UTF8.self)
    }
    guard let address = copenssl_ip_address(name) else { return nil }
    let bytes = bytes(of: address)
    let room = Int(INET6_ADDRSTRLEN)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { text in
      let family = bytes.count == 4 ? AF_INET : AF_INET6
      guard bytes.count == 4 || bytes.count == 16, let start = text.baseAddress,
        inet_ntop(family, bytes.baseAddress, start, socklen_t(room)) != nil
      else { return nil }
      return String(cString: start)
    }
  }

  private static func bytes(of string: UnsafePointer<ASN1_STRING>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
  }
}
