import EtcdAPI
import EtcdModel
import GRPCTransport
import Platform
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct AddressTests {
  @Test("a real server is reached by host:port, IPv6 and a socket's path, in plain and with TLS")
  func schemes() async throws {
    let ports = try freePorts(6)
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      // etcd names a socket like a host, in its working directory.
      let listening = [
        "http://127.0.0.1:\(ports[0])", "http://[::1]:\(ports[1])", "unix://localhost:\(ports[2])",
        "https://127.0.0.1:\(ports[4])", "unixs://localhost:\(ports[5])",
      ]
      let peer = "http://127.0.0.1:\(ports[3])"
      let etcd = try #require(TestBinaries.etcd ?? Executable.find("etcd"), "install etcd-server")
      let log = try PrivateFile.append("\(folder)/log")
      let server = try ChildProcess.start(
        etcd,
        [
          "--data-dir", "\(folder)/data", "--listen-client-urls", listening.joined(separator: ","),
          "--advertise-client-urls", listening[0], "--listen-peer-urls", peer,
          "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=\(peer)",
          "--cert-file", made.server.certificateFile, "--key-file", made.server.keyFile,
        ],
        environment: Environment.lines, directory: folder, input: .null(), output: log, error: log)
      defer {
        server.send(.kill)
        server.waitForExit()
      }
      let addresses = [
        "127.0.0.1:\(ports[0])", "localhost:\(ports[0])", "http://127.0.0.1:\(ports[0])",
        "http://[::1]:\(ports[1])", "[::1]:\(ports[1])",
        "unix://\(folder)/localhost:\(ports[2])", "https://localhost:\(ports[4])",
        "unixs://\(folder)/localhost:\(ports[5])",
      ]
      for address in addresses {
        let isSecure = address.hasPrefix("https:") || address.hasPrefix("unixs:")
        let tls = TLSSettings(authorityFile: made.authorityFile)
        let client = EtcdClient(
          configuration: ClientConfiguration(
            endpoints: [try Endpoint.parse(address)], tls: isSecure ? tls : nil),
          transport: try GRPCTransport(options: GRPCTransportOptions()))
        client.start()
        let answer = try await client.range(
          RangeRequest(range: .all), options: CallOptions(timeout: .seconds(40)))
        #expect(answer.header.revision == 1, "\(address)")
        await client.shutDown()
      }
    }
  }
}
