/// Why the program can't go on, as a sentence, and its exit code.
struct Failure: Error, CustomStringConvertible {
  var description: String
  var code: ExitCode

  init(_ description: String, code: ExitCode = .error) {
    self.description = description
    self.code = code
  }
}
