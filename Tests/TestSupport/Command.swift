import Platform

/// A program that a test runs to its end.
public struct Command: Sendable {
  public var exit: ChildProcess.Exit
  /// Standard output and standard error, mixed.
  public var output: String

  public var hasSucceeded: Bool { exit == .status(0) }

  /// - Parameters:
  ///   - program: A name in `PATH` or a path.
  ///   - package: The Debian package that has it, for the message when it is missing.
  ///   - environment: `NAME=value` lines that come before the inherited ones.
  public static func run(
    _ program: String, _ arguments: [String], package: String = "", environment: [String] = [],
    directory: String? = nil
  ) async throws -> Command {
    guard let path = program.contains("/") ? program : Executable.find(program) else {
      throw MissingProgram(
        description: "\(program) is missing; install it with: apt-get install \(package)")
    }
    let names = environment.map { $0.prefix { $0 != "=" } }
    let inherited = Environment.lines.filter { line in !names.contains(line.prefix { $0 != "=" }) }
    let (child, reading) = try start(path, arguments, environment + inherited, directory)
    return await withCheckedContinuation { continuation in
      Thread.start("command") {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case .bytes(let count) = reading.read(into: &buffer) { output += buffer[..<count] }
        let exit = child.waitForExit() ?? .status(-1)
        continuation.resume(
          returning: Command(exit: exit, output: String(decoding: output, as: UTF8.self)))
      }
    }
  }

  /// This process must hold no writing end while it reads, or it would never see the end.
  private static func start(
    _ path: String, _ arguments: [String], _ environment: [String], _ directory: String?
  ) throws -> (ChildProcess, reading: Descriptor) {
    let pipe = try Pipe()
    let child = try ChildProcess.start(
      path, arguments, environment: environment, directory: directory, input: .null(),
      output: pipe.writing, error: pipe.writing)
    return (child, pipe.reading)
  }
}
