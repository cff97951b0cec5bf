import EtcdAPI
import EtcdModel

/// Says which permission a request needs, for the user who was refused it.
enum WantedPermission {
  /// - Returns: nil for what only the role root may do.
  static func words<Request>(of request: Request) -> String? {
    switch request {
    case let request as RangeRequest: "read on \(name(request.range))"
    case let request as PutRequest:
      (request.returnsPrevious ? "readwrite" : "write") + " on \(name(.single(request.key)))"
    case let request as DeleteRangeRequest:
      (request.returnsPrevious ? "readwrite" : "write") + " on \(name(request.range))"
    case let request as TxnRequest: words(of: request)
    default: nil
    }
  }

  private static func words(of request: TxnRequest) -> String? {
    let reads = request.compares.map { "read on \(name($0.range))" }
    let operations = (request.success + request.failure).compactMap { operation in
      switch operation {
      case .range(let request): words(of: request)
      case .put(let request): words(of: request)
      case .deleteRange(let request): words(of: request)
      case .txn(let request): words(of: request)
      }
    }
    var seen: Set<String> = []
    let all = (reads + operations).filter { seen.insert($0).inserted }
    return all.isEmpty ? nil : all.prefix(4).joined(separator: ", ") + (all.count > 4 ? ", …" : "")
  }

  private static func name(_ range: KeyRange) -> String {
    if range.end.isEmpty { return text(range.start) }
    if range == .all { return "every key" }
    if range.end == KeyRange.prefixEnd(range.start) { return "the prefix \(text(range.start))" }
    return "the keys from \(text(range.start)) on"
  }

  /// Printable whatever the key's bytes are.
  private static func text(_ bytes: [UInt8]) -> String {
    let plain = bytes.prefix(60).map { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"" + plain.joined() + (bytes.count > 60 ? "…" : "") + "\""
  }
}

extension EtcdError {
  /// The same error, naming the permission that was missing, if that is what it is about.
  func naming<Request>(_ request: Request) -> EtcdError {
    guard code == .permissionDenied, let wanted = WantedPermission.words(of: request) else {
      return self
    }
    var error = self
    error.fix = "use a user whose roles allow \(wanted)"
    return error
  }
}
