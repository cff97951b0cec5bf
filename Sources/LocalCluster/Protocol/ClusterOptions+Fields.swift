extension ClusterOptions {
  /// All that the host needs; the host's own binary is of no use to it.
  var fields: [String: String] {
    var fields = [
      "members": "\(memberCount)", "spares": "\(spareCount)",
      "heartbeat": "\(heartbeatMilliseconds)",
      "election": "\(electionMilliseconds)",
    ]
    fields["etcd"] = etcd
    fields["snapshot-count"] = snapshotCount.map(String.init)
    fields["quota"] = quotaBytes.map(String.init)
    switch autoCompaction {
    case .periodic(let text): fields["compact-after"] = text
    case .revisions(let count): fields["compact-behind"] = "\(count)"
    case nil: break
    }
    fields["cert"] = clientTLS?.certificateFile
    fields["key"] = clientTLS?.keyFile
    fields["client-ca"] = clientTLS?.clientAuthorityFile
    for (index, argument) in extraArguments.enumerated() { fields["argument-\(index)"] = argument }
    return fields
  }

  init(fields: [String: String]) {
    func number(_ name: String) -> Int? { fields[name].flatMap { Int($0) } }
    self.init()
    memberCount = number("members") ?? memberCount
    spareCount = number("spares") ?? spareCount
    heartbeatMilliseconds = number("heartbeat") ?? heartbeatMilliseconds
    electionMilliseconds = number("election") ?? electionMilliseconds
    etcd = fields["etcd"]
    snapshotCount = number("snapshot-count")
    quotaBytes = number("quota")
    autoCompaction =
      fields["compact-after"].map { .periodic($0) }
      ?? number("compact-behind").map { .revisions($0) }
    if let certificate = fields["cert"], let key = fields["key"] {
      clientTLS = ServerTLS(
        certificateFile: certificate, keyFile: key, clientAuthorityFile: fields["client-ca"])
    }
    while let argument = fields["argument-\(extraArguments.count)"] {
      extraArguments.append(argument)
    }
  }
}
