import Configuration
import Platform

extension Invocation {
  /// Reads a command line, without the program's name, with this process's environment.
  package static func read(
    arguments: [String],
    file: (_ path: String?) throws(FileError) -> ConfigurationFile? = { _ in nil }
  ) throws(UsageError) -> Invocation {
    let pairs = Environment.lines.compactMap { line in
      line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
    }
    return try read(
      arguments: arguments, environment: Dictionary(pairs) { first, _ in first }, file: file)
  }
}
