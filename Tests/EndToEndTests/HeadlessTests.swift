import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import Glibc
import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Commands without a screen", .aheadOfComputing)
struct HeadlessTests {
  @Test("get, history, diff and watch tell what etcd holds, held and lost")
  func keyspaceThroughTime() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = cluster.members[0].clientEndpoint
      try await fill(endpoint)
      func run(_ arguments: String...) async throws -> Command {
        try await Explorer.run(arguments + ["--endpoints", endpoint])
      }

      let value = try await run("get", "/a/x", "-w", "json")
      #expect(value.exit == .status(0))
      #expect(value.output.contains(#""value": "{\"n\": 3}""#))
      #expect(value.output.contains(#""create_revision": 8, "mod_revision": 8, "version": 1"#))
      let debugged = try await run("get", "/a/x", "--as", "raw", "--debug")
      #expect(debugged.output.contains("Z Range to \(endpoint): "))
      #expect(debugged.output.contains("Z calls connection to \(endpoint): ready\n"))
      let past = try await run("get", "/a/x", "--rev", "5", "--as", "raw")
      #expect(past.output == #"{"n": 1}"#)
      let binary = try await run("get", "/b", "-w", "json")
      #expect(binary.output.contains(#""value_base64": "/xtb""#))
      let hex = try await run("get", #"\x2fb"#, "--hex")
      #expect(hex.output == #"\xff\x1b\x5b"# + "\n")
      #expect(try await run("find", "/", "b", "--hex").output.hasPrefix(#"\x2f\x62"# + "\n"))
      let missing = try await run("get", "/none")
      #expect(missing.exit == .status(0))
      #expect(missing.output == "etcdscope: /none does not exist at revision 8\n")

      let history = try await run("history", "/a/x", "-w", "json")
      #expect(revisions(in: history.output, "revision") == [4, 6, 7, 8])
      #expect(history.output.contains("versions 1 to 2 are gone"))
      #expect(history.output.contains(#""lines_added": 1, "lines_removed": 1"#))
      let compacted = try await run("get", "/a/x", "--rev", "2")
      #expect(compacted.exit == .status(1))
      #expect(compacted.output.contains("compacted"))

      let diff = try await run("diff", "/", "--rev", "6", "--rev", "8")
      #expect(diff.output.hasPrefix("~ /a/x\n"))
      #expect(diff.output.contains("0 added, 1 changed, 0 removed"))

      let nobody = try await Explorer.run(["get", "/a/x", "--endpoints", "127.0.0.1:1"])
      #expect(nobody.exit == .status(2))
    }
  }

  @Test("diff finds each change once among keys that fill several windows on either side")
  func largeDiff() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = cluster.members[0].clientEndpoint
      let client = try client(of: endpoint)
      func key(_ number: Int) -> Key { Key("/k/\(100_000 + number)") }
      for start in stride(from: 0, to: 25_600, by: 128) {
        let puts = (start..<start + 128).map {
          RequestOp.put(PutRequest(key: key($0), value: []))
        }
        _ = try await client.txn(TxnRequest(success: puts))
      }
      let older = try await client.range(RangeRequest(range: .single(key(0)))).header.revision
      _ = try await client.deleteRange(
        DeleteRangeRequest(range: KeyRange(start: key(0).bytes, end: key(12_000).bytes)))
      _ = try await client.put(PutRequest(key: key(20_000), value: [1]))
      let newer = try await client.put(PutRequest(key: Key("/k/new"), value: [])).header.revision
      await client.shutDown()
      let diff = try await Explorer.run([
        "diff", "/", "--rev", "\(newer)", "--rev", "\(older)", "--endpoints", endpoint,
      ])
      let lines = diff.output.split(separator: "\n")
      #expect(lines.prefix(12_000).elementsEqual((0..<12_000).map { "- /k/\(100_000 + $0)" }))
      #expect(lines.dropFirst(12_000).prefix(2) == ["~ /k/120000", "+ /k/new"])
      #expect(diff.output.contains("1 added, 1 changed, 12000 removed between revisions \(older)"))
      #expect(diff.output.contains("; 39201 keys compared"))
    }
  }

  @Test("a Secret is masked until --reveal: as document, as JSON and raw")
  func secrets() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = cluster.members[0].clientEndpoint
      let client = try client(of: endpoint)
      let secret = #"{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}"#
      _ = try await client.put(PutRequest(key: Key("/s"), value: Array(secret.utf8)))
      await client.shutDown()
      for form in [["--as", "auto"], ["--as", "hex"], ["--as", "raw"], ["-w", "json"]] {
        let arguments = ["get", "/s", "--endpoints", endpoint] + form
        let masked = try await Explorer.run(arguments)
        #expect(!masked.output.contains("aHVudGVyMg"))
        #expect(masked.exit == .status(form[1] == "raw" ? 1 : 0))
        let revealed = try await Explorer.run(arguments + ["--reveal"])
        #expect(revealed.exit == .status(0))
        #expect(revealed.output.contains(form[1] == "hex" ? "61 48" : "aHVudGVyMg"))
      }
    }
  }

  @Test("a terminal gets no foreign byte that it would obey, and ASCII where it knows no more")
  func terminal() async throws {
    try await withTemporaryFolder { folder in
      try await withCluster(.single) { cluster in
        let endpoint = cluster.members[0].clientEndpoint
        try await fillHostile(endpoint)
        let hostile = #"/\x1b[31m\u{202e}é\xff"#
        func run(
          _ arguments: [String], _ environment: [String: String] = ["LC_ALL": "C.UTF-8"]
        ) async throws -> (ending: PseudoTerminal.Ending, output: [UInt8]) {
          let terminal = try Explorer.start(
            arguments + ["--endpoints", endpoint], in: folder, environment: environment)
          return (try await terminal.ending(), terminal.output)
        }
        let raw = try await run(["get", hostile, "--as", "raw"])
        #expect(raw.ending == .exited(1))
        #expect(String(decoding: raw.output, as: UTF8.self).contains("would obey"))
        let plain = try await run(["get", "/plain", "--as", "raw"])
        #expect(plain.ending == .exited(0) && plain.output == Array("grün\tund\r\nblau".utf8))
        for command in [
          ["get", hostile], ["get", hostile, "-w", "json"], ["ls", "/"], ["find", "/", "31"],
          ["history", hostile], ["history", hostile, "-w", "json"],
          ["diff", "/", "--rev", "1", "--rev", "3"],
          ["get", hostile + "none"],
          ["get", hostile, "--as", "x\u{1B}[31m"],
        ] {
          let told = try await run(command)
          #expect(!told.output.isEmpty)
          let unsafe = String(decoding: told.output, as: UTF8.self).unicodeScalars.filter {
            [.control, .format].contains($0.properties.generalCategory) && $0 != "\r" && $0 != "\n"
          }
          #expect(unsafe.isEmpty, "\(command)")
        }
        let ascii = try await run(["ls", "/"], ["LC_ALL": "C"])
        #expect(ascii.output.allSatisfy { $0 < 0x80 })
        #expect(String(decoding: ascii.output, as: UTF8.self).contains(#"\u{e9}"#))
        let long = try await Explorer.run(["get", "/long", "--endpoints", endpoint])
        #expect(
          long.output.contains("bytes, --as raw prints all"), "lines without end are not printed")
        // What is no terminal gets it raw when that is asked for.
        let piped = try await Explorer.run(
          ["get", hostile, "--as", "raw", "--endpoints", endpoint])
        #expect(piped.output == "\u{1B}]0;x\u{7}\u{202E}")
      }
    }
  }

  @Test("Ctrl-C ends every command with etcdctl's code, whatever it waits for")
  func interrupted() async throws {
    try await withTemporaryFolder { folder in
      for command in [
        ["get", "x"], ["ls", "/"], ["find", "/", "x"], ["history", "x"],
        ["diff", "/", "--rev", "1", "--rev", "2"], ["watch", "/"],
      ] {
        // Takes connections and never answers.
        let listener = try LoopbackSocket.listen()
        let endpoint = "127.0.0.1:\(LoopbackSocket.localPort(listener))"
        let terminal = try Explorer.start(
          command + [
            "--command-timeout", "600s", "--dial-timeout", "600s", "--endpoints", endpoint,
          ],
          in: folder)
        var taken: Descriptor?
        try await terminal.poll("a connection") {
          taken = LoopbackSocket.accept(listener)
          return taken != nil
        }
        terminal.signal(SIGINT)
        let ending = try await terminal.ending()
        #expect(ending == .exited(5), "\(command)")
        withExtendedLifetime(taken) {}
      }
    }
  }

  /// Started; to be shut down.
  private func client(of endpoint: String) throws -> EtcdClient {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    return client
  }

  /// A key and a value that terminals would obey, and plain ones.
  private func fillHostile(_ endpoint: String) async throws {
    let client = try client(of: endpoint)
    let key = Key(Array("/\u{1B}[31m\u{202E}é".utf8) + [0xFF])
    let value = Array("\u{1B}]0;x\u{7}\u{202E}".utf8)
    _ = try await client.put(PutRequest(key: key, value: value))
    _ = try await client.put(PutRequest(key: Key("/plain"), value: Array("grün\tund\nblau".utf8)))
    let long = "[" + String(repeating: "1,", count: 60_000) + "1]"
    _ = try await client.put(PutRequest(key: Key("/long"), value: Array(long.utf8)))
    await client.shutDown()
  }

  /// Three puts of `/a/x`, one of `/b`, another put, a delete and a new life at revisions 2 to 8;
  /// compacted at 5.
  private func fill(_ endpoint: String) async throws {
    let client = try client(of: endpoint)
    func put(_ key: String, _ value: [UInt8]) async throws {
      _ = try await client.put(PutRequest(key: Key(key), value: value))
    }
    func object(_ number: Int) -> [UInt8] { Array("{\"n\": \(number)}".utf8) }
    try await put("/a/x", object(0))
    try await put("/a/x", object(0))
    try await put("/a/x", object(1))
    try await put("/b", [0xFF, 0x1B, 0x5B])
    try await put("/a/x", object(2))
    _ = try await client.deleteRange(DeleteRangeRequest(range: .single(Key("/a/x"))))
    try await put("/a/x", object(3))
    _ = try await client.compact(CompactionRequest(revision: 5))
    await client.shutDown()
  }

  /// The numbers of a field, line by line.
  private func revisions(in lines: String, _ field: String) -> [Int] {
    lines.split(separator: "\n").compactMap { line in
      guard let range = line.firstRange(of: "\"\(field)\": ") else { return nil }
      return Int(line[range.upperBound...].prefix { $0.isNumber })
    }
  }
}
