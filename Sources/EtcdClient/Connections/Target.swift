import EtcdModel
import RPCCore

extension RPCTarget {
  /// The scheme decides about TLS as in clientv3: `http` and `unix` never, `https` and `unixs`
  /// always, bare addresses when TLS settings are given. The server name is the endpoint's own
  /// host unless the settings name one.
  init(_ endpoint: Endpoint, tls: TLSSettings?) {
    let settings: TLSSettings? =
      switch endpoint.scheme {
      case .http, .unix: nil
      case .https, .unixs: tls ?? TLSSettings()
      case .bare: tls
      }
    self.init(address: endpoint.authority, security: settings.map(RPCSecurity.tls) ?? .plaintext)
  }
}

extension Endpoint {
  func isSecure(with tls: TLSSettings?) -> Bool {
    RPCTarget(self, tls: tls).security != .plaintext
  }
}
