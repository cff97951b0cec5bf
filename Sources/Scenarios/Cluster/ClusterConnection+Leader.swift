import LocalCluster
import ProgramShell

extension ClusterConnection {
  /// The member of the cluster that leads, by the service's newest snapshot; nil while nobody does.
  package func leader(of cluster: LocalCluster) throws(ClusterError) -> Int? {
    let leader = service.latest?.leader
    return try cluster.endpoints().firstIndex { $0 == leader?.endpoint }
  }
}
