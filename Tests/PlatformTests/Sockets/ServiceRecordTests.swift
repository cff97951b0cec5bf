import Platform
import TestSupport
import Testing

@Suite("SRV records")
struct ServiceRecordTests {
  @Test("records come by priority, then by weight, their names whole")
  func order() throws {
    let server = try NameServer([
      "_etcd-client._tcp.example.org": [
        ServiceRecord(priority: 20, weight: 1, port: 2379, target: "c.example.org"),
        ServiceRecord(priority: 10, weight: 1, port: 2379, target: "b.example.org"),
        ServiceRecord(priority: 10, weight: 9, port: 22379, target: "a.example.org"),
      ]
    ])
    let found = try ServiceRecord.find("_etcd-client._tcp.example.org", serverPort: server.port)
    #expect(found.map(\.target) == ["a.example.org", "b.example.org", "c.example.org"])
    #expect(found.first?.port == 22379)
  }

  @Test("a name without records is told from a server that does not answer")
  func failures() throws {
    let server = try NameServer([:])
    #expect {
      try ServiceRecord.find("_etcd-client._tcp.example.org", serverPort: server.port)
    } throws: {
      ($0 as? LookupError)?.isNotFound == true
    }
    let silent = try freePort()
    #expect {
      try ServiceRecord.find("_etcd-client._tcp.example.org", serverPort: silent)
    } throws: {
      ($0 as? LookupError)?.isNotFound == false
    }
  }
}
