import Glibc
import Platform
import Testing

@Suite("Child processes")
struct ChildProcessTests {
  @Test("a program gets its arguments, its environment and its folder")
  func surroundings() throws {
    let output = try shell(
      "printf '%s|%s|%s' \"$1\" \"$NAME\" \"$PWD\"", "an argument", environment: ["NAME=value"],
      directory: "/")
    #expect(output == "an argument|value|/")
  }

  @Test("a program inherits the three descriptors and no other")
  func descriptors() throws {
    let open = try Pipe()
    let output = try withExtendedLifetime(open) { try shell("ls /proc/$$/fd") }
    #expect(output.split(whereSeparator: \.isWhitespace) == ["0", "1", "2"])
  }

  @Test("a program starts with no signal blocked or ignored")
  func signals() throws {
    signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, SIG_DFL) }
    let output = try shell("grep -E 'Sig(Blk|Ign)' /proc/self/status")
    let masks = output.split(separator: "\n").compactMap {
      $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
    }
    // glibc keeps two real-time signals to itself and lets nobody reset them.
    #expect(masks.map { $0 & ~(3 << 31) } == [0, 0])
  }

  @Test("a session of its own has no terminal's process group")
  func session() throws {
    let output = try shell("cut -d' ' -f1,5,6 /proc/$$/stat", inNewSession: true)
    #expect(Set(output.split(whereSeparator: \.isWhitespace)).count == 1)
  }

  @Test("a program that can't be run is an error that says why")
  func missing() throws {
    let null = try Descriptor.null()
    let error = #expect(throws: SystemError.self) {
      try ChildProcess.start(
        "/nonexistent/program", [], environment: [], input: null, output: null, error: null)
    }
    #expect(error?.description == "start /nonexistent/program: No such file or directory")
  }

  @Test("the way a program ended is told once")
  func exit() throws {
    let null = try Descriptor.null()
    func start(_ script: String) throws -> ChildProcess {
      try ChildProcess.start(
        "/bin/sh", ["-c", script], environment: [], input: null, output: null, error: null)
    }
    let failing = try start("exit 3")
    #expect(failing.waitForExit() == .status(3))
    #expect(failing.reap() == nil)
    let killed = try start("exec sleep 60")
    #expect(killed.reap() == nil)
    killed.send(.kill)
    #expect(killed.waitForExit() == .signal(9))
  }

  @Test("a program that is to die with a thread is killed at the thread's end")
  func diesWithThread() async throws {
    let null = try Descriptor.null()
    let child: ChildProcess? = await withCheckedContinuation { continuation in
      Thread.start("short-lived") {
        let child = try? ChildProcess.start(
          "/bin/sleep", ["60"], environment: [], input: null, output: null, error: null,
          diesWithThread: true)
        continuation.resume(returning: child)
      }
    }
    #expect(try #require(child).waitForExit() == .signal(9))
  }

  private func shell(
    _ script: String, _ argument: String = "", environment: [String] = [],
    directory: String? = nil, inNewSession: Bool = false
  ) throws -> String {
    let pipe = try Pipe()
    let child: ChildProcess
    let reading = pipe.reading
    do {
      let null = try Descriptor.null()
      child = try ChildProcess.start(
        "/bin/sh", ["-c", "\(script); exit", "sh", argument],
        environment: ["PATH=/usr/bin:/bin"] + environment, directory: directory, input: null,
        output: pipe.writing, error: pipe.writing, inNewSession: inNewSession)
    }
    child.waitForExit()
    reading.makeNonBlocking()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    guard case .bytes(let count) = reading.read(into: &buffer) else { return "" }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }
}
