import TerminalModel

/// A configuration file that can't be used; the description is the sentence that the user sees.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; nil for the file as a whole.
  public let line: Int?
  /// Where in the file, such as `styles."row.cursor".bg`.
  public let key: String?
  public let problem: String

  public init(file: String, line: Int? = nil, key: String? = nil, problem: String) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
  }

  /// The file's own words in it are foreign text, and so made safe to print.
  public var description: String {
    let place = line.map { "\(file):\($0):" } ?? (key == nil ? file : "\(file):")
    return Sanitiser().text([place, key, problem].compactMap(\.self).joined(separator: " "))
  }
}
