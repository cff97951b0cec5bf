/// Where a connection leads and how it is secured.
public struct RPCTarget: Hashable, Sendable {
  /// `host:port`, `[v6]:port` or `unix:/path`.
  public var address: String
  public var security: RPCSecurity

  public init(address: String, security: RPCSecurity = .plaintext) {
    self.address = address
    self.security = security
  }
}

public enum RPCSecurity: Hashable, Sendable {
  case plaintext
  case tls(TLSSettings)
}

/// TLS for one target. Files are PEM; paths are read anew for each connection.
public struct TLSSettings: Hashable, Sendable {
  /// The authorities to trust; nil means the system's.
  public var authorityFile: String?
  /// The client certificate and its key: both or neither.
  public var certificateFile: String?
  public var keyFile: String?
  /// Accepts any server certificate: for testing only.
  public var skipsVerification: Bool
  /// The name to find in the server's certificate; nil means the target's own host. Never shared
  /// between targets.
  public var serverName: String?

  public init(
    authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
    skipsVerification: Bool = false, serverName: String? = nil
  ) {
    self.authorityFile = authorityFile
    self.certificateFile = certificateFile
    self.keyFile = keyFile
    self.skipsVerification = skipsVerification
    self.serverName = serverName
  }
}
