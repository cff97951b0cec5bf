import Testing

@testable import LocalCluster

@Suite("Protocol between host and owner")
struct ProtocolTests {
  @Test("a line keeps its fields, whatever is in them")
  func lines() throws {
    let line = HostLine(
      id: 7, verb: "error", fields: ["message": "a=b %41\nc é", "empty": "", "path": "/a b"])
    #expect(line.text == "7 error empty= message=a%3Db%20%2541%0Ac%20%C3%A9 path=/a%20b")
    #expect(HostLine(line.text) == line)
  }

  @Test(
    "a line of another form is refused",
    arguments: ["", "7", "x kill", "7 kill member", "7 kill m=%4", "7 kill m=%zz", "7 kill m=%FF"])
  func malformed(text: String) {
    #expect(HostLine(text) == nil)
  }

  @Test(
    "a command arrives as it was sent",
    arguments: [
      .health(member: 2), .workload, .inject(.kill, member: 0), .inject(.stop, member: 1),
      .inject(.restart, member: 1), .inject(.pause, member: 1), .inject(.resume, member: 1),
      .inject(.partition, member: 1), .inject(.heal, member: 1),
      .inject(.delay(milliseconds: 250), member: 1), .inject(.blackhole, member: 1),
      .inject(.resetConnections, member: 1),
    ] as [HostCommand])
  func commands(command: HostCommand) throws {
    let line = try #require(HostLine(command.line(id: 3).text))
    #expect(line.id == 3)
    #expect(HostCommand(line) == command)
  }

  @Test("options arrive as they were sent")
  func options() throws {
    var options = ClusterOptions()
    #expect(try received(options) == options)
    options.memberCount = 5
    options.etcd = "/opt/my etcd"
    options.heartbeatMilliseconds = 10
    options.electionMilliseconds = 100
    options.snapshotCount = 50
    options.quotaBytes = 1 << 24
    options.autoCompaction = .periodic("5m")
    options.clientTLS = ClusterOptions.ServerTLS(
      certificateFile: "/c", keyFile: "/k", clientAuthorityFile: "/a")
    options.extraArguments = ["--a=b c", "--d"]
    #expect(try received(options) == options)
    options.autoCompaction = .revisions(10)
    options.clientTLS?.clientAuthorityFile = nil
    #expect(try received(options) == options)
  }

  @Test(
    "a command that isn't known, or names no member, is refused",
    arguments: [
      "1 explode member=0", "1 kill", "1 kill member=x", "1 delay member=0",
      "1 delay member=0 milliseconds=-1",
    ])
  func unknown(text: String) throws {
    #expect(HostCommand(try #require(HostLine(text))) == nil)
  }

  @Test("lines are cut wherever the reads were")
  func splitting() {
    var splitter = LineSplitter()
    #expect(splitter.append(ArraySlice("1 a\n2".utf8)) == ["1 a"])
    #expect(splitter.append(ArraySlice(" b".utf8)) == [])
    #expect(splitter.append(ArraySlice("\n\n3 c\n".utf8)) == ["2 b", "", "3 c"])
  }

  private func received(_ options: ClusterOptions) throws -> ClusterOptions? {
    let line = try #require(HostLine(HostCommand.start(options).line(id: 1).text))
    guard case .start(let received)? = HostCommand(line) else { return nil }
    return received
  }
}
