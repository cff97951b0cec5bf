/// What an owner asks its host for.
enum HostCommand: Hashable, Sendable {
  case start(ClusterOptions)
  case inject(Fault, member: Int)
  /// Whether the member answers etcd's `/health`, which includes a linearizable read, with true.
  case health(member: Int)
  /// Starts what the program runs beside the members; the reply comes when that is in place.
  case workload

  init?(_ line: HostLine) {
    switch line.verb {
    case "start": self = .start(ClusterOptions(fields: line.fields))
    case "workload": self = .workload
    case let verb:
      guard let member = line[int: "member"] else { return nil }
      if verb == "health" {
        self = .health(member: member)
      } else if let fault = Fault(verb: verb, line) {
        self = .inject(fault, member: member)
      } else {
        return nil
      }
    }
  }

  func line(id: Int) -> HostLine {
    switch self {
    case .start(let options): HostLine(id: id, verb: "start", fields: options.fields)
    case .workload: HostLine(id: id, verb: "workload")
    case .health(let member): HostLine(id: id, verb: "health", fields: ["member": "\(member)"])
    case .inject(.delay(let milliseconds), let member):
      HostLine(
        id: id, verb: "delay",
        fields: ["member": "\(member)", "milliseconds": "\(milliseconds)"])
    case .inject(.join(let cluster), let member):
      HostLine(
        id: id, verb: "join",
        fields: [
          "member": "\(member)", "cluster": cluster.map(String.init).joined(separator: ":"),
        ])
    case .inject(let fault, let member):
      HostLine(id: id, verb: fault.verb, fields: ["member": "\(member)"])
    }
  }
}

extension Fault {
  private static let simple: [String: Fault] = [
    "kill": .kill, "stop": .stop, "restart": .restart, "pause": .pause, "resume": .resume,
    "partition": .partition, "heal": .heal, "blackhole": .blackhole, "reset": .resetConnections,
  ]

  fileprivate init?(verb: String, _ line: HostLine) {
    if verb == "delay", let milliseconds = line[int: "milliseconds"],
      (0...3_600_000).contains(milliseconds)
    {
      self = .delay(milliseconds: milliseconds)
    } else if verb == "join", let cluster = line.fields["cluster"] {
      self = .join(cluster: cluster.split(separator: ":").compactMap { Int($0) })
    } else if let fault = Self.simple[verb] {
      self = fault
    } else {
      return nil
    }
  }

  fileprivate var verb: String {
    Self.simple.first { $0.value == self }?.key ?? "delay"
  }
}
