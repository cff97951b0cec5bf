import LocalCluster

enum BenchError: Error, CustomStringConvertible {
  case usage
  case chaosUsage
  case noProgram(String)
  case ended(String)

  var description: String {
    switch self {
    case .usage:
      """
      usage: etcdscope-bench [start-up] [filtering] [frames] [idle] [members] [unary] [watch-replay] [listing]
                             [--seconds N] [--program PATH] [-w json]
             etcdscope-bench drive [options], see etcdscope-bench drive --help
             etcdscope-bench chaos [options], see etcdscope-bench chaos --help
      """
    case .chaosUsage: ChaosOptions.usage
    case .noProgram(let path):
      "\(path) is missing; build it with `swift build -c release` or name it with --program"
    case .ended(let path): "\(path) ended before it was measured"
    }
  }
}

extension ClusterOptions {
  /// Three members, hosted by the program under test.
  static func bench(_ program: String) -> ClusterOptions {
    var options = ClusterOptions()
    options.hostExecutable = program
    return options
  }
}
