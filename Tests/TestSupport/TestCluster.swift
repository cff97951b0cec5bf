import LocalCluster
import Platform

/// Runs a test against a real cluster, which is stopped afterwards. Two at most run at once, and one
/// of the scenarios'.
///
/// The server is Debian's etcd, or the binary that `ETCDSCOPE_TEST_ETCD` names.
///
/// - Throws: `ClusterError` with the install line when there is no etcd.
public func withCluster<Result>(
  _ options: ClusterOptions = ClusterOptions(), among slots: ClusterSlots = .common,
  isolation: isolated (any Actor)? = #isolation,
  _ body: (LocalCluster) async throws -> Result
) async throws -> Result {
  await slots.acquire()
  do {
    let cluster = try await LocalCluster.start(TestBinaries.completing(options))
    do {
      let result = try await body(cluster)
      await cluster.stop()
      await slots.release()
      return result
    } catch {
      await cluster.stop()
      throw error
    }
  } catch {
    await slots.release()
    throw error
  }
}

extension ClusterOptions {
  /// One member: up in a fraction of a second.
  public static var single: ClusterOptions {
    var options = ClusterOptions()
    options.memberCount = 1
    return options
  }

  /// So many members that elect a leader fast.
  public static func members(_ count: Int) -> ClusterOptions {
    var options = ClusterOptions()
    options.memberCount = count
    options.heartbeatMilliseconds = 50
    options.electionMilliseconds = 500
    return options
  }
}

/// The programs that tests run.
public enum TestBinaries {
  /// The `etcdscope` that was built with the tests.
  public static func etcdscope() throws -> String { try product("etcdscope") }

  /// An executable of this package, built with the tests.
  ///
  /// The bundle of the tests lies in the folder that the products lie in.
  public static func product(_ name: String) throws -> String {
    let test = try Executable.current()
    let path = test.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/\(name)"
    guard Executable.isRunnable(path) else {
      throw MissingProgram(description: "\(path) is missing; build it with: swift build")
    }
    return path
  }

  /// The etcd under test; nil is the one that the product finds itself.
  public static var etcd: String? { Environment["ETCDSCOPE_TEST_ETCD"] }

  /// Options whose cluster is hosted by the tested program and runs the tested etcd.
  public static func completing(_ options: ClusterOptions) throws -> ClusterOptions {
    var options = options
    options.etcd = options.etcd ?? etcd
    options.hostExecutable = try options.hostExecutable ?? etcdscope()
    return options
  }
}

/// A program that a test needs and doesn't find; the description names the fix.
public struct MissingProgram: Error, CustomStringConvertible {
  public let description: String
}

/// Lets only so many clusters run at once, in the order of their coming.
public actor ClusterSlots {
  public static let common = ClusterSlots(2)
  /// A suite of scenarios keeps its cluster for long, and mostly waits: others need not wait for it.
  public static let scenarios = ClusterSlots(1)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) {
    free = count
  }

  func acquire() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func release() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
