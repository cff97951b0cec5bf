import EtcdModel
import Testing

@Suite("Endpoint")
struct EndpointTests {
  @Test(
    "An endpoint is read as etcdctl reads it",
    arguments: [
      ("127.0.0.1:2379", Endpoint(scheme: .bare, host: "127.0.0.1", port: 2379)),
      ("localhost", Endpoint(scheme: .bare, host: "localhost", port: 2379)),
      ("http://a.b-c_d:1/", Endpoint(scheme: .http, host: "a.b-c_d", port: 1)),
      ("HTTPS://n1:65535", Endpoint(scheme: .https, host: "n1", port: 65535)),
      ("https://[fe80::1%eth0]:2379", Endpoint(scheme: .https, host: "fe80::1%eth0", port: 2379)),
      ("[::1]", Endpoint(scheme: .bare, host: "::1", port: 2379)),
      ("  n1:2  ", Endpoint(scheme: .bare, host: "n1", port: 2)),
      ("unix:///run/etcd.sock", Endpoint(scheme: .unix, host: "/run/etcd.sock", port: 0)),
      ("unixs://localhost:m0", Endpoint(scheme: .unixs, host: "localhost:m0", port: 0)),
    ])
  func reads(_ text: String, _ endpoint: Endpoint) throws {
    #expect(try Endpoint.parse(text) == endpoint)
  }

  @Test(
    "What is printed can be read again",
    arguments: ["127.0.0.1:2379", "http://n1:1", "https://[::1]:2379", "unix:///run/etcd.sock"])
  func roundTrip(_ text: String) throws {
    #expect(try Endpoint.parse(text).description == text)
  }

  @Test("gRPC gets IPv6 in brackets and sockets with their scheme")
  func authority() throws {
    #expect(try Endpoint.parse("https://[::1]:1").authority == "[::1]:1")
    #expect(try Endpoint.parse("http://n1:1").authority == "n1:1")
    #expect(try Endpoint.parse("unixs:///s").authority == "unix:/s")
  }

  @Test(
    "Anything else is refused with a sentence that can be printed",
    arguments: [
      "", "   ", ":", ":2379", "http://", "http://:1", "bare://n1:1", "ftp://n1", "://n1",
      "n1:", "n1:0", "n1:65536", "n1:-1", "n1:+1", "n1:1x", "n1:99999999999999999999", "n1:١",
      "::1", "::1:2379", "[::1]:", "[::1]:0", "[::1]x", "[::1", "[]:1", "n1:1:2",
      "http://n1:1/path", "http://user@n1:1", "http://n1:1?x", "http://n1:1#x",
      "n 1:1", "n1\n:1", "\u{1B}[2J:1", "n1\u{0}:1", "пример:1", "n1\u{202E}:1", "n1,n2:1",
      "[a\u{1B}b]:1", "unix://", "unix:///run/\u{1B}[0m", "unix:///a\u{0}b", "http://http://n1:1",
      "http:/\u{308}/n1:1", String(repeating: "x:", count: 5000),
    ])
  func refuses(_ text: String) {
    let error = #expect(throws: EndpointError.self) { try Endpoint.parse(text) }
    guard let error else { return }
    #expect(error.description.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(error.description.utf8.count < 1200)
  }
}
