import EtcdAPI
import EtcdModel
import RPCCore

extension ClientCore {
  /// Takes the endpoints from the member list, as it is now. Whatever fails leaves them as they are.
  func syncEndpoints() async {
    let request = MemberListRequest(isLinearizable: true)
    guard let answer = try? await call(.memberList, request, options: CallOptions()) else { return }
    let given = balancer.endpoints
    let advertised = answer.members.endpoints(
      onlySecure: given.contains { $0.isSecure(with: configuration.tls) }, tls: configuration.tls)
    guard !advertised.isEmpty, Set(advertised) != Set(given) else { return }
    balancer.setEndpoints(advertised)
  }
}

extension [Member] {
  /// The client URLs of the started voting members.
  ///
  /// - Parameter onlySecure: leaves plaintext ones out: what members advertise must not send a
  ///   token over a less secure way than the endpoints that the user gave.
  func endpoints(onlySecure: Bool, tls: TLSSettings?) -> [Endpoint] {
    let urls = filter { !$0.name.isEmpty && !$0.isLearner }.flatMap(\.clientURLs)
    let endpoints = urls.compactMap { try? Endpoint.parse($0) }
    return endpoints.filter { !onlySecure || $0.isSecure(with: tls) }.unique
  }
}
