import FoundationEssentials

/// Any JSON5 value, so that a file's reader can name the key that is wrong.
enum JSON5: Hashable, Decodable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON5])
  case object([String: JSON5])

  /// - Throws: `FileError` with the place of a syntax error.
  static func parse(_ bytes: some Sequence<UInt8>, file: String) throws(FileError) -> JSON5 {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try decoder.decode(JSON5.self, from: Data(bytes))
    } catch DecodingError.dataCorrupted(let context) {
      let cause = context.underlyingError.map { "\($0)" } ?? context.debugDescription
      throw FileError(file: file, problem: "is not JSON5: \(cause)")
    } catch {
      throw FileError(file: file, problem: "is not JSON5: \(error)")
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Each wrong guess costs an error, so what files hold most comes first.
    if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([String: JSON5].self) {
      self = .object(value)
    } else if let value = try? container.decode([JSON5].self) {
      self = .array(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else {
      guard container.decodeNil() else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no JSON5 value")
      }
      self = .null
    }
  }
}

/// A configuration file that can't be used; the description is the sentence that the user sees.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// Where in the file, such as `styles."row.cursor".bg`; nil for the file as a whole.
  public let key: String?
  public let problem: String

  public init(file: String, key: String? = nil, problem: String) {
    self.file = file
    self.key = key
    self.problem = problem
  }

  public var description: String {
    key.map { "\(file): \($0) \(problem)" } ?? "\(file) \(problem)"
  }
}
