import Platform

/// One question to a member's `/health`, which etcd answers with true when it has a leader, no
/// alarm, and a linearizable read succeeds.
final class HealthProbe {
  enum Outcome: Hashable, Sendable {
    /// Nobody listens there.
    case unreachable
    /// Answered otherwise, or not in time.
    case unhealthy
    case healthy
  }

  private let loop: EventLoop
  private var socket: Descriptor?
  private var answer: [UInt8] = []
  private var isConnected = false
  private var timer: TimerID?
  private var report: ((Outcome) -> Void)?

  /// - Parameter report: Called once, unless `cancel()` comes first.
  init(port: UInt16, timeout: Duration, loop: EventLoop, report: @escaping (Outcome) -> Void) {
    self.loop = loop
    self.report = report
    guard let socket = try? LoopbackSocket.connect(port: port) else {
      timer = loop.schedule(at: .now) { [weak self] in self?.finish(.unreachable) }
      return
    }
    self.socket = socket
    timer = loop.schedule(at: .now + timeout) { [weak self] in self?.finish(.unhealthy) }
    loop.watch(socket, for: .writing) { [weak self] _ in self?.isReady(socket) }
  }

  func cancel() {
    if let socket { loop.forget(socket) }
    if let timer { loop.cancel(timer) }
    report = nil
  }

  private func isReady(_ socket: Descriptor) {
    guard isConnected else { return sendQuestion(on: socket) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    switch socket.read(into: &buffer) {
    case .bytes(let count): answer += buffer[..<count]
    case .wouldBlock: break
    case .end: finish(Self.outcome(of: String(decoding: answer, as: UTF8.self)))
    case .failed: finish(.unhealthy)
    }
  }

  private func sendQuestion(on socket: Descriptor) {
    guard LoopbackSocket.connectFailure(socket) == nil else { return finish(.unreachable) }
    isConnected = true
    // HTTP/1.0: the server ends the connection after its answer.
    _ = socket.write(ArraySlice("GET /health HTTP/1.0\r\n\r\n".utf8))
    loop.change(socket, to: .reading)
  }

  private func finish(_ outcome: Outcome) {
    let report = report
    cancel()
    report?(outcome)
  }

  static func outcome(of answer: String) -> Outcome {
    let lines = answer.split(separator: "\r\n")
    guard let status = lines.first, status.contains(" 200 "), let body = lines.last,
      body.filter({ $0 != " " }).contains("\"health\":\"true\"")
    else { return .unhealthy }
    return .healthy
  }
}
