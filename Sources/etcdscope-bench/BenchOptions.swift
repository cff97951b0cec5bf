import Platform

/// What to measure, and how long.
struct BenchOptions {
  enum Measurement: String, CaseIterable {
    case startUp = "start-up"
    case filtering, frames, idle, members, unary
    case watchReplay = "watch-replay"
    case listing
  }

  var measurements: [Measurement] = []
  /// Of measurements that last.
  var span = Duration.seconds(60)
  /// The program under test: the `etcdscope` beside this one.
  var program: String
  var printsJSON = false

  init(_ arguments: [String]) throws {
    program = try Self.siblingProgram()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds":
        guard let seconds = rest.popFirst().flatMap({ Int($0) }), seconds > 0 else {
          throw BenchError.usage
        }
        span = .seconds(seconds)
      case "--program":
        guard let path = rest.popFirst() else { throw BenchError.usage }
        program = path
      case "-w":
        guard rest.popFirst() == "json" else { throw BenchError.usage }
        printsJSON = true
      default:
        guard let measurement = Measurement(rawValue: argument) else { throw BenchError.usage }
        measurements.append(measurement)
      }
    }
    if measurements.isEmpty { measurements = Measurement.allCases }
    guard Executable.isRunnable(program) else { throw BenchError.noProgram(program) }
  }

  /// The `etcdscope` beside this program.
  static func siblingProgram() throws(SystemError) -> String {
    let own = try Executable.current()
    return own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/etcdscope"
  }
}
