/// Why the program can't go on, as a sentence, and its exit code.
package struct Failure: Error, CustomStringConvertible {
  package var description: String
  package var code: ExitCode

  package init(_ description: String, code: ExitCode = .error) {
    self.description = description
    self.code = code
  }
}
