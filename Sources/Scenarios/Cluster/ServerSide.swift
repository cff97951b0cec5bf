import EtcdModel
import LocalCluster
import Platform

extension LocalCluster {
  /// The members' client endpoints, through their fault proxies, by member.
  package func endpoints() throws(ClusterError) -> [Endpoint] {
    var endpoints: [Endpoint] = []
    for member in members {
      do throws(EndpointError) {
        endpoints.append(try Endpoint.parse(member.clientEndpoint))
      } catch {
        throw ClusterError("\(error)")
      }
    }
    return endpoints
  }

  /// How many client connections each member's side holds, by member, whoever opened them.
  package func connectionsHeld() throws(ClusterError) -> [Int] {
    try endpoints().map { TCPConnections.established(to: UInt16($0.port)) }
  }
}
