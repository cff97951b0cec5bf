import EtcdModel

/// The choices of `etcdscope-bench drive`.
public struct DriveSettings: Hashable, Sendable {
  /// What every call of a run is.
  public enum Operation: String, Hashable, Sendable, CaseIterable {
    case range
    case serializableRange = "serializable-range"
    case put, txn, watch

    /// Keys are written, be it by the watch's writer.
    public var writes: Bool {
      switch self {
      case .range, .serializableRange: false
      case .put, .txn, .watch: true
      }
    }
  }

  public var operation: Operation
  /// Calls a second; 0 for as fast as it goes.
  public var rate: Double
  public var concurrency: Int
  public var duration: Duration
  /// Of one call with all its attempts.
  public var timeout: Duration
  public var prefix: String
  public var valueSize: Int
  /// Calls, events and moves are counted but not printed.
  public var printsSummaryOnly: Bool
}

extension DriveSettings {
  /// etcd refuses requests above 1.5 MiB.
  private static let largestValue = 1_400_000
  private static let longest = 86_400.0

  /// - Throws: `UsageError`, also for writes to a cluster elsewhere that were not allowed.
  init(_ reader: SettingsReader, endpoints: [Endpoint]) throws(UsageError) {
    let names = Operation.allCases.map(\.rawValue).joined(separator: ", ")
    operation = try reader.choice("op", Operation.init, "one of \(names)") ?? .range
    rate = try reader.number("rate", in: 0...1_000_000)
    concurrency = try reader.number("concurrency", in: 1...10_000)
    duration = .seconds(try reader.number("duration", in: 0.001...Self.longest))
    timeout = .seconds(try reader.number("timeout", in: 0.001...Self.longest))
    prefix = reader.text("prefix") ?? ""
    valueSize = try reader.number("value-size", in: 0...Self.largestValue)
    printsSummaryOnly = try reader.bool("summary-only")

    guard !prefix.isEmpty else {
      throw UsageError("--prefix is empty; name one that nothing else uses")
    }
    let remote = endpoints.first { !$0.isOnThisMachine }
    if operation.writes, let remote, try !reader.bool("allow-writes") {
      throw UsageError(
        "--op \(operation.rawValue) writes below \(prefix), and \(remote) is not on this machine; "
          + "add --allow-writes if that cluster may be written to")
    }
  }
}
