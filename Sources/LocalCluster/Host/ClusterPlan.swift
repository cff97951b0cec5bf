/// The ports of one member.
struct MemberPorts: Hashable, Sendable {
  var client: UInt16
  var peer: UInt16
  var metrics: UInt16
  var clientProxy: UInt16
  var peerProxy: UInt16

  /// - Parameter ports: Five.
  init(_ ports: ArraySlice<UInt16>) {
    let first = ports.startIndex
    client = ports[first]
    peer = ports[first + 1]
    metrics = ports[first + 2]
    clientProxy = ports[first + 3]
    peerProxy = ports[first + 4]
  }
}

/// Names, URLs and command lines of a cluster's members: each advertises its proxies.
struct ClusterPlan: Hashable, Sendable {
  var options: ClusterOptions
  var folder: String
  var ports: [MemberPorts]
  /// Members that were added later, with the cluster that each was told to join.
  var joined: [Int: [Int]] = [:]

  private var clientScheme: String { options.clientTLS == nil ? "http" : "https" }

  func member(_ index: Int) -> LocalMember {
    LocalMember(
      name: "m\(index + 1)",
      clientEndpoint: "\(clientScheme)://127.0.0.1:\(ports[index].clientProxy)",
      directEndpoint: "\(clientScheme)://127.0.0.1:\(ports[index].client)",
      peerEndpoint: "http://127.0.0.1:\(ports[index].peerProxy)",
      metricsEndpoint: "http://127.0.0.1:\(ports[index].metrics)")
  }

  func dataFolder(_ index: Int) -> String { "\(folder)/\(member(index).name)" }

  func arguments(_ index: Int) -> [String] {
    let member = member(index)
    let cluster = (joined[index] ?? Array(ports.indices.prefix(options.memberCount))).map {
      self.member($0)
    }
    .map { "\($0.name)=\($0.peerEndpoint)" }.joined(separator: ",")
    var arguments = [
      "--name=\(member.name)",
      "--data-dir=\(dataFolder(index))",
      "--listen-client-urls=\(member.directEndpoint)",
      "--advertise-client-urls=\(member.clientEndpoint)",
      "--listen-peer-urls=http://127.0.0.1:\(ports[index].peer)",
      "--initial-advertise-peer-urls=\(member.peerEndpoint)",
      "--initial-cluster=\(cluster)",
      "--initial-cluster-token=\(folder)",
      "--initial-cluster-state=\(joined[index] == nil ? "new" : "existing")",
      "--listen-metrics-urls=\(member.metricsEndpoint)",
      "--heartbeat-interval=\(options.heartbeatMilliseconds)",
      "--election-timeout=\(options.electionMilliseconds)",
      "--logger=zap",
    ]
    if let count = options.snapshotCount { arguments.append("--snapshot-count=\(count)") }
    if let bytes = options.quotaBytes { arguments.append("--quota-backend-bytes=\(bytes)") }
    switch options.autoCompaction {
    case .periodic(let period):
      arguments += ["--auto-compaction-mode=periodic", "--auto-compaction-retention=\(period)"]
    case .revisions(let count):
      arguments += ["--auto-compaction-mode=revision", "--auto-compaction-retention=\(count)"]
    case nil: break
    }
    if let tls = options.clientTLS {
      arguments += ["--cert-file=\(tls.certificateFile)", "--key-file=\(tls.keyFile)"]
      if let authority = tls.clientAuthorityFile {
        arguments += ["--client-cert-auth", "--trusted-ca-file=\(authority)"]
      }
    }
    return arguments + options.extraArguments
  }

  /// What a member inherits: settings of the user's own etcd would fight with the arguments.
  static func environment(from lines: [String]) -> [String] {
    var kept = lines.filter { !$0.hasPrefix("ETCD_") }
    #if arch(arm64)
      // etcd before 3.5 refuses to start on arm64 without it.
      kept.append("ETCD_UNSUPPORTED_ARCH=arm64")
    #endif
    return kept
  }
}
