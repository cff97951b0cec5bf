/// An address that a client was given or that a member advertises, such as `https://10.0.0.1:2379`.
///
/// The scheme decides about TLS as etcd's client does: `http` never, `https` always, a bare
/// `host:port` only when TLS settings are given.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  public enum Scheme: String, Hashable, Sendable { case http, https, unix, unixs, bare }

  public let scheme: Scheme
  /// A host name or an IP address without brackets; for `unix` the path of the socket.
  public let host: String
  /// 0 for `unix`.
  public let port: Int

  public init(scheme: Scheme, host: String, port: Int) {
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// `host:port` with IPv6 in brackets, the way gRPC takes an address.
  public var authority: String {
    switch scheme {
    case .unix, .unixs: "unix:\(host)"
    default: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
  }

  /// A socket, or an address of the loopback interface by itself: names are not looked up.
  public var isOnThisMachine: Bool {
    if scheme == .unix || scheme == .unixs { return true }
    if host == "localhost" || host == "::1" { return true }
    let bytes = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return bytes.count == 4 && bytes[0] == 127 && !bytes.contains(nil)
  }

  public var description: String {
    switch scheme {
    case .bare: authority
    case .unix, .unixs: "\(scheme.rawValue)://\(host)"
    default: "\(scheme.rawValue)://\(authority)"
    }
  }

  /// Reads one endpoint of `--endpoints`.
  ///
  /// - Throws: `EndpointError`, whose description names what is wrong and how to write it.
  public static func parse(_ text: String) throws(EndpointError) -> Endpoint {
    let trimmed = text.trimmingSpaces()
    guard !trimmed.isEmpty else { throw EndpointError(text: text, problem: "is empty") }
    var scheme = Scheme.bare
    var rest = Substring(trimmed)
    if let separator = trimmed.firstRange(of: "://") {
      guard let named = Scheme(rawValue: trimmed[..<separator.lowerBound].lowercased()),
        named != .bare
      else {
        throw EndpointError(
          text: text, problem: "has an unknown scheme; use http, https, unix, unixs or host:port")
      }
      scheme = named
      rest = trimmed[separator.upperBound...]
    }
    if scheme == .unix || scheme == .unixs {
      guard !rest.isEmpty, !rest.unicodeScalars.contains(where: \.isControl) else {
        throw EndpointError(text: text, problem: "names no socket")
      }
      return Endpoint(scheme: scheme, host: String(rest), port: 0)
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard !rest.contains("/"), !rest.contains("@") else {
      throw EndpointError(text: text, problem: "must be host:port, without a path or a user")
    }
    let (host, port) = try splitPort(rest, of: text)
    return Endpoint(scheme: scheme, host: host, port: port)
  }

  private static func splitPort(
    _ rest: Substring, of text: String
  ) throws(EndpointError) -> (String, Int) {
    var host = rest
    var port = 2379
    if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
      host = rest[rest.index(after: rest.startIndex)..<close]
      let tail = rest[rest.index(after: close)...]
      if !tail.isEmpty {
        guard tail.hasPrefix(":"), let number = portNumber(tail.dropFirst()) else {
          throw EndpointError(text: text, problem: "has no port between 1 and 65535")
        }
        port = number
      }
    } else if let colon = rest.lastIndex(of: ":") {
      host = rest[..<colon]
      guard !host.contains(":") else {
        throw EndpointError(text: text, problem: "looks like IPv6; write it as [::1]:2379")
      }
      guard let number = portNumber(rest[rest.index(after: colon)...]) else {
        throw EndpointError(text: text, problem: "has no port between 1 and 65535")
      }
      port = number
    }
    guard !host.isEmpty else { throw EndpointError(text: text, problem: "names no host") }
    guard host.utf8.allSatisfy(isHostByte) else {
      throw EndpointError(
        text: text, problem: "has a host name with other characters than letters, digits, - . _")
    }
    return (String(host), port)
  }

  /// Colon and percent sign belong to IPv6 addresses, which stand in brackets here.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private static func portNumber(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), (1...65535).contains(number)
    else { return nil }
    return number
  }
}

/// An endpoint that can't be read; the description is the sentence that the user sees.
public struct EndpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was given: foreign text.
  public let text: String
  public let problem: String

  /// Safe to print: what is not plain ASCII in the text is escaped.
  public var description: String {
    let plain = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: true) }.joined()
    return "endpoint \"\(plain)\" \(problem)"
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    var view = Substring(self)
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return String(view)
  }

  /// `Foundation`-free search of a short separator.
  fileprivate func firstRange(of separator: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) {
        return index..<self.index(index, offsetBy: separator.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}
