extension LocalMember {
  var fields: [String: String] {
    var fields = [
      "name": name, "client": clientEndpoint, "direct": directEndpoint, "peer": peerEndpoint,
      "metrics": metricsEndpoint,
    ]
    fields["pid"] = pid.map(String.init)
    return fields
  }

  init?(fields: [String: String]) {
    guard let name = fields["name"], let client = fields["client"], let direct = fields["direct"],
      let peer = fields["peer"], let metrics = fields["metrics"]
    else { return nil }
    self.init(
      name: name, clientEndpoint: client, directEndpoint: direct, peerEndpoint: peer,
      metricsEndpoint: metrics, pid: fields["pid"].flatMap { Int32($0) })
  }
}
