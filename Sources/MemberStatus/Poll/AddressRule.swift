public import EtcdModel

/// Which advertised client URLs may be polled: never at the cost of the security that the user
/// gave the endpoints.
public struct AddressRule: Hashable, Sendable {
  /// A member advertises one or two; a server may claim anything.
  private static let addressLimit = 4

  /// The endpoints that the user gave.
  public var given: [Endpoint]
  private let bareUsesTLS: Bool
  private let verifiesNames: Bool
  private let carriesSecrets: Bool

  /// - Parameters:
  ///   - usesTLS: TLS settings are given, so that endpoints without a scheme use them.
  ///   - verifiesNames: the server's certificate is checked for its name.
  ///   - carriesSecrets: a password, a token or a client certificate goes along.
  public init(given: [Endpoint], usesTLS: Bool, verifiesNames: Bool, carriesSecrets: Bool) {
    self.given = given
    bareUsesTLS = usesTLS
    self.verifiesNames = verifiesNames
    self.carriesSecrets = carriesSecrets
  }

  /// The URLs that may be used, in order; with none, why not.
  public func usable(_ urls: [String]) -> (endpoints: [Endpoint], refusal: String?) {
    var endpoints: [Endpoint] = []
    var refusal: String?
    for url in urls.prefix(Self.addressLimit) {
      switch judge(url) {
      case .success(let endpoint):
        if !endpoints.contains(endpoint) { endpoints.append(endpoint) }
      case .failure(let reason):
        refusal = refusal ?? reason.words
      }
    }
    if urls.isEmpty { refusal = "it advertises no client URL" }
    return (endpoints, endpoints.isEmpty ? refusal : nil)
  }

  private struct Refusal: Error { var words: String }

  private func judge(_ url: String) -> Result<Endpoint, Refusal> {
    guard let endpoint = try? Endpoint.parse(url),
      endpoint.scheme == .http || endpoint.scheme == .https
    else { return .failure(Refusal(words: "its advertised address can't be used")) }
    guard endpoint.host != "0.0.0.0", endpoint.host != "::" else {
      return .failure(
        Refusal(words: "it advertises \(endpoint), which is no address to connect to"))
    }
    let isSecure = endpoint.scheme == .https
    if !isSecure && given.contains(where: usesTLS) {
      return .failure(
        Refusal(words: "not polled: it advertises \(endpoint), without TLS; add it to --endpoints"))
    }
    if carriesSecrets, !isSecure || !verifiesNames,
      !given.contains(where: { $0.host == endpoint.host })
    {
      return .failure(
        Refusal(
          words: "not polled: credentials would go to \(endpoint), whose name is not verified; "
            + "add it to --endpoints"))
    }
    return .success(endpoint)
  }

  /// Whether connections to it are secured.
  func usesTLS(_ endpoint: Endpoint) -> Bool {
    switch endpoint.scheme {
    case .https, .unixs: true
    case .http, .unix: false
    case .bare: bareUsesTLS
    }
  }
}
