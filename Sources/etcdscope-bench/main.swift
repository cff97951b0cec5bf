import Platform

do {
  let options = try BenchOptions(Array(CommandLine.arguments.dropFirst()))
  var rows: [Row] = []
  for measurement in options.measurements {
    switch measurement {
    case .startUp: rows += try StartUp.measure(options.program)
    case .idle: rows += try await Idle.measure(options.program, for: options.span)
    case .unary: rows += try await UnaryCalls.measure(options.program)
    }
  }
  print(options.printsJSON ? Report.json(rows) : Report.table(rows))
} catch {
  print("etcdscope-bench: \(error)")
  exitProcess(1)
}
