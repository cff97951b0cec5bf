import Platform

/// Which etcd to run.
enum EtcdBinary {
  /// - Parameter packaged: Where Debian's package puts it.
  /// - Throws: `ClusterError` with the command that installs etcd.
  static func locate(
    _ given: String?, packaged: String = "/usr/bin/etcd",
    find: (String) -> String? = Executable.find
  ) throws(ClusterError) -> String {
    if let given {
      guard Executable.isRunnable(given) else {
        throw ClusterError("\(given) is no program; name an etcd binary, such as /usr/bin/etcd")
      }
      return given
    }
    if Executable.isRunnable(packaged) { return packaged }
    guard let found = find("etcd") else { throw .noEtcd }
    return found
  }
}
