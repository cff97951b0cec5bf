import Platform
import Synchronization

/// A real etcd cluster on loopback, each member behind fault proxies, in a process of its own.
///
/// It stops, with its folder removed, at `stop()`, with the last reference to it, and when this
/// process ends in whatever way.
///
///     let cluster = try await LocalCluster.start()
///     try await cluster.inject(.kill, on: 0)
///     await cluster.stop()
public final class LocalCluster: Sendable {
  /// The process that hosts it.
  public let hostPID: Int32
  /// Where data and logs (`m1.log` …, `host.log`) are while it runs.
  public let folder: String

  private let connection: HostConnection
  private let roster: Roster

  private init(connection: HostConnection, roster: Roster, folder: String) {
    self.connection = connection
    self.roster = roster
    self.folder = folder
    hostPID = connection.pid
  }

  deinit {
    connection.close()
  }

  /// Starts a cluster and returns when each member has answered a linearizable read.
  ///
  /// - Throws: `ClusterError` when etcd is missing or a member fails, with its last words, and
  ///   after 30 s.
  public static func start(
    _ options: ClusterOptions = ClusterOptions()
  ) async throws(ClusterError) -> LocalCluster {
    var options = options
    options.etcd = try EtcdBinary.locate(options.etcd)
    let roster = Roster()
    let connection = try HostConnection(executable: hostExecutable(options)) { line in
      guard line.verb == "exited", let member = line[int: "member"] else { return }
      roster.set(nil, pidOf: member)
    }
    let reply: Result<[HostLine], ClusterError> = await withTaskCancellationHandler {
      do throws(ClusterError) {
        return .success(try await connection.request(.start(options)))
      } catch {
        return .failure(error)
      }
    } onCancel: {
      connection.close()
    }
    do throws(ClusterError) {
      let lines = try reply.get()
      roster.fill(lines.compactMap { $0.verb == "member" ? LocalMember(fields: $0.fields) : nil })
      return LocalCluster(
        connection: connection, roster: roster, folder: lines.last?.fields["folder"] ?? "")
    } catch {
      connection.close()
      await connection.waitForEnd()
      throw error
    }
  }

  /// As they are now; their order is that of the indexes.
  public var members: [LocalMember] { roster.members }

  /// Returns when the fault is in force.
  public func inject(_ fault: Fault, on member: Int) async throws(ClusterError) {
    let reply = try await connection.request(.inject(fault, member: member))
    if let pid = reply.last?[int: "pid"] {
      roster.set(Int32(pid), pidOf: member)
    }
  }

  /// Whether the member answers etcd's `/health` with true within 2 s: it has a leader and a
  /// linearizable read succeeds. False for one that is down or hangs.
  public func isHealthy(_ member: Int) async -> Bool {
    let reply = try? await connection.request(.health(member: member))
    return reply?.last?.fields["healthy"] == "true"
  }

  /// Starts the program's workload in the host; returns when its keys are in place.
  public func startWorkload() async throws(ClusterError) {
    _ = try await connection.request(.workload)
  }

  /// Kills every member and removes the folder; returns when nothing is left.
  public func stop() async {
    connection.close()
    await connection.waitForEnd()
  }

  private static func hostExecutable(_ options: ClusterOptions) throws(ClusterError) -> String {
    if let given = options.hostExecutable { return given }
    do throws(SystemError) {
      return try Executable.current()
    } catch {
      throw ClusterError("the program's own file can't be found: \(error)")
    }
  }
}

/// The members as the owner knows them.
final class Roster: Sendable {
  private let state = Mutex<[LocalMember]>([])

  var members: [LocalMember] { state.withLock(\.self) }

  func fill(_ members: [LocalMember]) {
    state.withLock { $0 = members }
  }

  func set(_ pid: Int32?, pidOf index: Int) {
    state.withLock { members in
      if members.indices.contains(index) { members[index].pid = pid }
    }
  }
}
