import Configuration
import EtcdModel
import Platform

/// The endpoints that DNS names for a domain, by the rules of etcdctl.
package struct SRVDiscovery {
  /// What DNS says about a name.
  package typealias Lookup = (_ name: String) throws(LookupError) -> [ServiceRecord]

  private let choice: Settings.Discovery
  private let find: Lookup

  package init(
    _ choice: Settings.Discovery,
    find: @escaping Lookup = { name throws(LookupError) in
      try ServiceRecord.find(name)
    }
  ) {
    self.choice = choice
    self.find = find
  }

  /// Those that speak TLS first. Plaintext ones are left out where the discovery is to be secure.
  ///
  /// - Throws: `Failure` when there is none, with what DNS said.
  package func endpoints() throws(Failure) -> [Endpoint] {
    var endpoints: [Endpoint] = []
    var reasons: [String] = []
    for (service, scheme) in services {
      do throws(LookupError) {
        for record in try find(service) {
          let endpoint = "\(scheme.rawValue)://\(record.target):\(record.port)"
          do throws(EndpointError) {
            endpoints.append(try Endpoint.parse(endpoint))
          } catch {
            reasons.append("\(error)")
          }
        }
      } catch {
        reasons.append("\(error)")
      }
    }
    guard !endpoints.isEmpty else {
      throw Failure(
        "no endpoint was discovered (\(reasons.joined(separator: "; "))); check the SRV records"
          + " that --discovery-srv stands for, or give --endpoints", code: .cannotConnect)
    }
    return endpoints
  }

  private var services: [(name: String, scheme: Endpoint.Scheme)] {
    let suffix = choice.name.map { "-\($0)" } ?? ""
    let secure = ("_etcd-client-ssl\(suffix)._tcp.\(choice.domain)", Endpoint.Scheme.https)
    let plain = ("_etcd-client\(suffix)._tcp.\(choice.domain)", Endpoint.Scheme.http)
    return choice.takesPlaintext ? [secure, plain] : [secure]
  }
}
