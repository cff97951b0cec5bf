import Glibc
import Platform

/// A DNS server on 127.0.0.1 that knows some SRV records and says that nothing else exists.
public final class NameServer: Sendable {
  public let port: UInt16
  private let socket: Descriptor

  public init(_ records: [String: [ServiceRecord]]) throws {
    let raw = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    socket = Descriptor(owning: raw)
    port = try freePort()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(raw, $0, size) }
    }
    guard result == 0 else { throw SystemError(code: errno, operation: "bind a name server") }
    Thread.start("names") { [socket] in Self.serve(records, on: socket) }
  }

  deinit {
    shutdown(socket.raw, Int32(SHUT_RDWR))
  }

  private static func serve(_ records: [String: [ServiceRecord]], on socket: Descriptor) {
    var query = [UInt8](repeating: 0, count: 512)
    while true {
      var sender = sockaddr()
      var size = socklen_t(MemoryLayout<sockaddr>.size)
      let count = recvfrom(socket.raw, &query, query.count, 0, &sender, &size)
      guard count > 12 else { return }
      let answer = answer(to: query[..<count], records)
      sendto(socket.raw, answer, answer.count, 0, &sender, size)
    }
  }

  /// Header and question come back as they were, the answers' names pointing to the question's.
  private static func answer(
    to query: ArraySlice<UInt8>, _ records: [String: [ServiceRecord]]
  ) -> [UInt8] {
    let question = query.dropFirst(12)
    guard let end = question.firstIndex(of: 0), end + 4 < query.endIndex else { return [] }
    let name = labels(question[..<end]).joined(separator: ".")
    let found = records[name.lowercased()] ?? []
    var answer = Array(query.prefix(2))
    answer += [0x81, found.isEmpty ? 0x83 : 0x80] + pair(1) + pair(UInt16(found.count))
    answer += pair(0) + pair(0) + query[12...(end + 4)]
    for record in found {
      let target = wire(record.target)
      answer += [0xC0, 12] + pair(33) + pair(1) + pair(0) + pair(60)
      answer += pair(UInt16(6 + target.count))
      answer += pair(record.priority) + pair(record.weight) + pair(record.port) + target
    }
    return answer
  }

  private static func labels(_ bytes: ArraySlice<UInt8>) -> [String] {
    guard let length = bytes.first else { return [] }
    let rest = bytes.dropFirst()
    return [String(decoding: rest.prefix(Int(length)), as: UTF8.self)]
      + labels(rest.dropFirst(Int(length)))
  }

  private static func wire(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + $0.utf8 } + [0]
  }

  private static func pair(_ number: UInt16) -> [UInt8] {
    [UInt8(number >> 8), UInt8(number & 0xFF)]
  }
}
