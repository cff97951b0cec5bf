import Configuration
import EtcdClient
import EtcdModel
import GRPCTransport
import Platform
import RPCCore

extension Settings {
  /// What the client core is told; asks for the password that is missing.
  package func clientConfiguration() throws(Failure) -> ClientConfiguration {
    let policy = try policy()
    var endpoints = endpoints
    if let discovery { endpoints = try SRVDiscovery(discovery).endpoints() }
    return ClientConfiguration(
      endpoints: endpoints, tls: tlsSettings(for: endpoints), credentials: try credentials(),
      token: token, policy: policy, dialTimeout: dialTimeout, commandTimeout: commandTimeout,
      autoSyncInterval: autoSyncInterval)
  }

  package func policy() throws(Failure) -> BalancerName {
    if let name = BalancerName(rawValue: balancer) { return name }
    let names = BalancerName.allCases.map(\.rawValue)
    throw Failure(
      "--balancer is \"\(balancer)\"; write "
        + "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")",
      code: .badArguments)
  }

  package var transportOptions: GRPCTransportOptions {
    GRPCTransportOptions(
      keepaliveTime: keepaliveTime, keepaliveTimeout: keepaliveTimeout,
      connectTimeout: dialTimeout, maximumSentBytes: maximumRequestBytes,
      maximumReceivedBytes: maximumReceivedBytes)
  }

  /// nil when no endpoint speaks TLS.
  package func tlsSettings(for endpoints: [Endpoint]) -> TLSSettings? {
    let speaksTLS = endpoints.contains { endpoint in
      switch endpoint.scheme {
      case .https, .unixs: true
      case .bare: bareEndpointsUseTLS
      case .http, .unix: false
      }
    }
    guard speaksTLS else { return nil }
    return TLSSettings(
      authorityFile: tls.authority, certificateFile: tls.certificate, keyFile: tls.key,
      skipsVerification: tls.skipsVerification,
      serverName: discovery.flatMap { $0.takesPlaintext ? nil : $0.domain })
  }

  private func credentials() throws(Failure) -> Credentials? {
    guard let login else { return nil }
    if let password = login.password { return Credentials(user: login.name, password: password) }
    if let path = login.passwordFile {
      return Credentials(user: login.name, password: try Self.password(in: path))
    }
    do throws(SystemError) {
      let password = try PasswordPrompt.read(
        "Password of \(login.name): ", interruptedStatus: ExitCode.interrupted.rawValue)
      return Credentials(user: login.name, password: password)
    } catch {
      throw Failure(
        "--user names no password, and there is no terminal to ask for it; "
          + "set ETCDCTL_PASSWORD or --password-file (\(error))", code: .badArguments)
    }
  }

  /// A password is a line; the file may end in a newline.
  private static func password(in path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    let isPrivate: Bool
    do throws(SystemError) {
      (bytes, isPrivate) = try UserFile.read(path, limit: 4096)
    } catch {
      throw Failure("--password-file: \(error)", code: .badArguments)
    }
    guard isPrivate else {
      throw Failure(
        "--password-file \(path) may be read by others; run chmod 600 \(path)",
        code: .badArguments)
    }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
