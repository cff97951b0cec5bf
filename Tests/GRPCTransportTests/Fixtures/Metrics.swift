import Glibc

/// The sum of a server's metrics of this name that have the label.
func metric(of server: EtcdServer, _ name: String, _ label: String = "") async throws -> Int {
  let port = server.address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  guard loopback(port, { connect(descriptor, $0, $1) }) == 0 else { throw ProgramError() }
  let request = Array("GET /metrics HTTP/1.0\r\n\r\n".utf8)
  guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
    throw ProgramError()
  }
  var answer: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = recv(descriptor, &part, part.count, 0), count > 0 {
    answer += part[..<count]
  }
  let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
  return lines.filter { $0.hasPrefix(name) && (label.isEmpty || $0.contains(label)) }
    .compactMap { line in line.split(separator: " ").last.flatMap { Int($0) } }
    .reduce(0, +)
}
