/// A JSON5 value and the line that it begins in, so that a file's reader can name what is wrong
/// and where. (Foundation's decoder reads JSON5 too, but tells no place.)
struct JSON5: Hashable {
  enum Value: Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON5])
    case object([String: JSON5])
  }

  var value: Value
  /// Counted from 1.
  var line: Int

  /// - Throws: `FileError` with the line of the first mistake.
  static func parse(_ bytes: some Sequence<UInt8>, file: String) throws(FileError) -> JSON5 {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(file: file, problem: "is not UTF-8 text")
    }
    var parser = JSON5Parser(text, file: file)
    return try parser.document()
  }
}
