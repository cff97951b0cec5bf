import LocalCluster
import Platform
import TestSupport
import Testing

/// A plain HTTP request of one's own to a member's endpoint, so that the links are tested by what
/// crosses them.
final class RawRequest {
  private let socket: Descriptor
  private(set) var answer = ""
  /// Ended by a reset.
  private(set) var isReset = false
  private(set) var hasEnded = false

  /// - Parameter endpoint: Such as `http://127.0.0.1:2379`.
  init(_ endpoint: String) throws {
    let port = endpoint.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    socket = try LoopbackSocket.connect(port: port)
  }

  func send(_ path: String = "/version") async throws {
    let question = Array("GET \(path) HTTP/1.0\r\n\r\n".utf8)
    let socket = socket
    try await until("the connection is up") {
      switch socket.write(question[...]) {
      case .bytes: true
      case .failed(let error) where error.isConnectionRefused: throw error
      default: false
      }
    }
  }

  /// Whether the answer is complete, or the connection broken, by now.
  func poll() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !hasEnded {
      switch socket.read(into: &buffer) {
      case .bytes(let count): answer += String(decoding: buffer[..<count], as: UTF8.self)
      case .wouldBlock: return false
      case .end: hasEnded = true
      case .failed: (hasEnded, isReset) = (true, true)
      }
    }
    return true
  }

  /// False when nobody listens there, too: `/health` may be answered before the client URL is.
  static func isAnswered(by endpoint: String, _ path: String = "/version") async -> Bool {
    guard let request = try? RawRequest(endpoint), (try? await request.send(path)) != nil,
      (try? await until("\(endpoint) answers", { request.poll() })) != nil
    else { return false }
    return request.answer.contains(" 200 ")
  }

  static func expectAnswer(from endpoint: String, _ path: String = "/version") async throws {
    let request = try RawRequest(endpoint)
    try await request.send(path)
    try await until("\(endpoint) answers") { request.poll() }
    #expect(request.answer.contains(" 200 "))
  }
}
