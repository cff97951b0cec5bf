import Platform

/// The process that a cluster lives in: it starts the members and the proxies, obeys commands on
/// its standard input, and at that pipe's end, however it came about, stops everything.
public enum ClusterHost {
  /// The hidden first argument that makes the program a host.
  public static let argument = "cluster-host"

  /// What runs beside the members; returns when it is in place and goes on in tasks of its own,
  /// which end with the process.
  public typealias Workload = @Sendable (_ members: [LocalMember]) async throws -> Void

  /// Never returns. Call it on the main thread before any other thread exists: members are killed
  /// when the thread that started them ends, and other threads would take the host's signals.
  public static func main(workload: @escaping Workload = { _ in }) -> Never {
    do {
      let session = try HostSession(workload: workload)
      session.run()
    } catch {
      exitProcess(1)
    }
    exitProcess(0)
  }
}

/// The commands and replies of a host; knows no etcd.
final class HostSession {
  private let loop: EventLoop
  private let signals: SignalInbox
  private let input = Descriptor.standardInput
  private let output = Descriptor.standardOutput
  private let workload: ClusterHost.Workload
  private var splitter = LineSplitter()
  private var cluster: HostedCluster?

  init(workload: @escaping ClusterHost.Workload) throws(SystemError) {
    SignalInbox.ignoreBrokenPipes()
    signals = try SignalInbox([.child, .hangUp, .interrupt, .terminate])
    loop = try EventLoop()
    self.workload = workload
  }

  func run() {
    input.makeNonBlocking()
    loop.watch(input, for: .reading) { [unowned self] _ in readCommands() }
    loop.watch(signals.descriptor, for: .reading) { [unowned self] _ in takeSignals() }
    write(HostLine.greeting)
    loop.run()
    cluster?.tearDown()
  }

  func send(_ line: HostLine) {
    write(line.text)
  }

  /// Everything is torn down after this.
  func end() {
    loop.stopper.stop()
  }

  private func write(_ text: String) {
    // An owner that has gone is noticed at the end of the input.
    output.print(text)
  }

  private func takeSignals() {
    for signal in signals.take() {
      if signal == .child { cluster?.reap() } else { end() }
    }
  }

  private func readCommands() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    switch input.read(into: &buffer) {
    case .bytes(let count): splitter.append(buffer[..<count]).forEach(obey)
    case .wouldBlock: break
    case .end, .failed: end()
    }
  }

  private func obey(_ text: String) {
    guard let line = HostLine(text) else { return }
    guard let command = HostCommand(line) else {
      return fail(line.id, "the host doesn't know the command \(line.verb)")
    }
    switch (command, cluster) {
    case (.start(let options), nil):
      do throws(ClusterError) {
        cluster = try HostedCluster(options, loop: loop, session: self)
        cluster?.start(id: line.id)
      } catch {
        fail(line.id, error.description)
        end()
      }
    case (.start, _): fail(line.id, "the cluster has been started already")
    case (_, nil): fail(line.id, "no cluster has been started")
    case (.inject(let fault, let member), let cluster?):
      cluster.inject(fault, into: member, id: line.id)
    case (.health(let member), let cluster?): cluster.checkHealth(of: member, id: line.id)
    case (.workload, let cluster?): startWorkload(on: cluster.members, id: line.id)
    }
  }

  private func startWorkload(on members: [LocalMember], id: Int) {
    let output = output
    // One short line is written at once or not at all, so it can't mix with the loop's.
    let reply: @Sendable (HostLine) -> Void = { line in
      output.print(line.text)
    }
    Task { [workload] in
      do {
        try await workload(members)
        reply(HostLine(id: id, verb: "ok"))
      } catch {
        reply(HostLine(id: id, verb: "error", fields: ["message": "\(error)"]))
      }
    }
  }

  private func fail(_ id: Int, _ message: String) {
    send(HostLine(id: id, verb: "error", fields: ["message": message]))
  }
}
