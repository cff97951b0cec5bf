import Platform

/// Which etcd to run.
enum EtcdBinary {
  /// - Throws: `ClusterError` with the command that installs etcd.
  static func locate(_ given: String?) throws(ClusterError) -> String {
    if let given {
      guard Executable.isRunnable(given) else {
        throw ClusterError("\(given) is no program; name an etcd binary, such as /usr/bin/etcd")
      }
      return given
    }
    let packaged = "/usr/bin/etcd"
    if Executable.isRunnable(packaged) { return packaged }
    guard let found = Executable.find("etcd") else { throw .noEtcd }
    return found
  }
}
