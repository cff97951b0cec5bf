import Platform
import ProgramShell

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "drive" { exitProcess(await DriveProgram.run(arguments).rawValue) }
if arguments.first == "chaos" { exitProcess(await ChaosProgram.run(arguments).rawValue) }
do {
  let options = try BenchOptions(arguments)
  var rows: [Row] = []
  for measurement in options.measurements {
    switch measurement {
    case .startUp: rows += try StartUp.measure(options.program)
    case .idle: rows += try await Idle.measure(options.program, for: options.span)
    case .members: rows += await MemberService.measure(for: options.span)
    case .watchReplay: rows += try await WatchReplay.measure(options.program)
    case .listing: rows += try await KeyListing.measure(options.program)
    case .filtering: rows += Filtering.measure()
    case .frames: rows += try FrameCost.measure()
    case .unary: rows += try await UnaryCalls.measure(options.program)
    }
  }
  print(options.printsJSON ? Report.json(rows) : Report.table(rows))
} catch {
  print("etcdscope-bench: \(error)")
  exitProcess(1)
}
