import Configuration
import EtcdModel
import Platform
import ProgramShell
import TestSupport
import Testing

@Suite struct SRVDiscoveryTests {
  private static let records = [
    "_etcd-client-ssl._tcp.example.org": [ServiceRecord(port: 2379, target: "s.example.org")],
    "_etcd-client._tcp.example.org": [
      ServiceRecord(priority: 1, port: 2379, target: "a.example.org"),
      ServiceRecord(priority: 2, port: 2380, target: "b.example.org"),
    ],
    "_etcd-client-blue._tcp.example.org": [ServiceRecord(port: 1, target: "blue.example.org")],
    "_etcd-client._tcp.odd.example.org": [ServiceRecord(port: 0, target: "a")],
  ]

  private func discover(_ choice: Settings.Discovery) throws -> [String] {
    let server = try NameServer(Self.records)
    let discovery = SRVDiscovery(choice) { name throws(LookupError) in
      try ServiceRecord.find(name, serverPort: server.port)
    }
    return try discovery.endpoints().map(\.description)
  }

  @Test("takes what speaks TLS first, then plaintext, each by the order of its records")
  func both() throws {
    #expect(
      try discover(Settings.Discovery(domain: "example.org")) == [
        "https://s.example.org:2379", "http://a.example.org:2379", "http://b.example.org:2380",
      ])
  }

  @Test("a secure discovery takes no plaintext endpoint")
  func secure() throws {
    #expect(
      try discover(Settings.Discovery(domain: "example.org", takesPlaintext: false))
        == ["https://s.example.org:2379"])
  }

  @Test("a name picks one of a domain's clusters")
  func named() throws {
    #expect(
      try discover(Settings.Discovery(domain: "example.org", name: "blue"))
        == ["http://blue.example.org:1"])
  }

  @Test("a domain without endpoints is an error that says what was asked for")
  func nothing() throws {
    for domain in ["nowhere.example.org", "odd.example.org"] {
      let failure = #expect(throws: Failure.self) {
        try discover(Settings.Discovery(domain: domain))
      }
      #expect(failure?.code == .cannotConnect)
      #expect(failure?.description.contains("_etcd-client-ssl._tcp.\(domain)") == true)
    }
  }

  @Test("the options that stand for it are etcdctl's, and a secure one names the certificate")
  func options() throws {
    let environment = [
      "ETCDCTL_DISCOVERY_SRV": "example.org", "ETCDCTL_DISCOVERY_SRV_NAME": "blue",
      "ETCDCTL_INSECURE_DISCOVERY": "false",
    ]
    guard
      case .run(let settings) = try Invocation.read(arguments: [], environment: environment),
      case .run(let flagged) = try Invocation.read(
        arguments: ["status", "-d", "example.com"], environment: [:])
    else { throw UsageError("not a run") }
    #expect(
      settings.discovery
        == Settings.Discovery(domain: "example.org", name: "blue", takesPlaintext: false))
    #expect(flagged.discovery == Settings.Discovery(domain: "example.com"))
    let endpoint = try Endpoint.parse("https://s.example.org:2379")
    #expect(settings.tlsSettings(for: [endpoint])?.serverName == "example.org")
    #expect(flagged.tlsSettings(for: [endpoint])?.serverName == nil)
  }
}
