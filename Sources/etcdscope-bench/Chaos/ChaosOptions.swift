import EtcdClient
import Platform

/// The command line of `etcdscope-bench chaos`.
struct ChaosOptions {
  static let usage = """
    usage: etcdscope-bench chaos [--seed N] [--duration S] [--balancer NAME] [--etcd PATH]
                                 [--program PATH] [-w json]

    Starts a cluster of its own, calls and watches at random while members are killed, paused,
    partitioned, cut off from clients, delayed and their connections reset, and checks what was
    recorded: the seven promises of a watch, every mutation at most once, no call over its deadline,
    no connection, thread or memory left behind.

      --seed N         repeats the faults and calls of an earlier run; else one is drawn
      --duration S     of the disturbances, in seconds; 30 by default
      --balancer NAME  the policy; health-aware by default
      --etcd PATH      the etcd server to run, else the one of the PATH
      --program PATH   the etcdscope that hosts the cluster, else the one beside this program
      -w json          the result as one JSON object

    Exit codes: 0 no rule was broken, 1 one was, or the run failed, 5 interrupted, 128 bad arguments.
    """

  var seed = UInt64.random(in: 0...UInt64(UInt32.max))
  var duration = Duration.seconds(30)
  var policy = BalancerName.healthAware
  var etcd: String?
  var program: String
  var printsJSON = false
  var wantsHelp = false

  /// - Parameter arguments: What follows `chaos`.
  /// - Throws: `BenchError` with the usage.
  init(_ arguments: some Sequence<String>) throws {
    program = try BenchOptions.siblingProgram()
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if argument == "-h" || argument == "--help" {
        wantsHelp = true
        continue
      }
      let value = rest.popFirst()
      switch (argument, value) {
      case ("--seed", .some(let text)):
        guard let seed = UInt64(text) else { throw BenchError.chaosUsage }
        self.seed = seed
      case ("--duration", .some(let text)):
        guard let seconds = Int(text), (1...86_400).contains(seconds) else {
          throw BenchError.chaosUsage
        }
        duration = .seconds(seconds)
      case ("--balancer", .some(let text)):
        guard let policy = BalancerName(rawValue: text) else { throw BenchError.chaosUsage }
        self.policy = policy
      case ("--etcd", .some(let path)): etcd = path
      case ("--program", .some(let path)): program = path
      case ("-w", "json"), ("--write-out", "json"): printsJSON = true
      default: throw BenchError.chaosUsage
      }
    }
    guard Executable.isRunnable(program) else { throw BenchError.noProgram(program) }
  }
}
