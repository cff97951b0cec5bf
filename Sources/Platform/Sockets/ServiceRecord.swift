import CPlatform
import Glibc

/// Where DNS says that a service is: an SRV record (RFC 2782).
public struct ServiceRecord: Hashable, Sendable {
  /// The lowest is to be tried first.
  public var priority: UInt16
  /// Among those of one priority, the share of the clients.
  public var weight: UInt16
  public var port: UInt16
  /// A host name. Foreign text.
  public var target: String

  public init(priority: UInt16 = 0, weight: UInt16 = 0, port: UInt16, target: String) {
    self.priority = priority
    self.weight = weight
    self.port = port
    self.target = target
  }

  /// How many records are read of one name.
  private static let limit = 64

  /// Asks the system's name servers; blocks for some seconds when they don't answer.
  ///
  /// - Parameters:
  ///   - name: such as `_etcd-client._tcp.example.org`.
  ///   - serverPort: of a name server on 127.0.0.1 to ask instead.
  /// - Returns: by priority, then by weight.
  public static func find(
    _ name: String, serverPort: UInt16 = 0
  ) throws(LookupError) -> [ServiceRecord] {
    var services = [platform_service](repeating: platform_service(), count: limit)
    let count = platform_find_services(name, serverPort, &services, Int32(limit))
    guard count >= 0 else { throw LookupError(name: name, code: -count) }
    return services.prefix(Int(count)).map(ServiceRecord.init).sorted {
      ($0.priority, $1.weight, $0.target, $0.port) < ($1.priority, $0.weight, $1.target, $1.port)
    }
  }

  private init(_ service: platform_service) {
    let target = withUnsafeBytes(of: service.target) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    self.init(
      priority: service.priority, weight: service.weight, port: service.port, target: target)
  }
}

/// A name that DNS did not answer for.
public struct LookupError: Error, Hashable, Sendable, CustomStringConvertible {
  public let name: String
  /// The `h_errno`.
  public let code: Int32

  /// Nobody has such records, as opposed to nobody having answered.
  public var isNotFound: Bool { code == 1 || code == 4 }

  public var description: String {
    let reason = hstrerror(code).map { String(cString: $0) } ?? "error \(code)"
    return "\(name): \(reason)"
  }
}
