/// Reads one value of a configuration file as what it should be; every mistake is reported with
/// the file, the line and the path of keys that leads to it.
struct JSON5Reader {
  let json: JSON5
  let file: String
  /// Such as `styles."row.cursor".bg`; empty for the whole file.
  let path: String

  init(_ json: JSON5, file: String, path: String = "") {
    self.json = json
    self.file = file
    self.path = path
  }

  /// A member of an object; nil when it is left out, or when this is no object.
  subscript(name: String) -> JSON5Reader? {
    guard case .object(let fields) = json.value, let field = fields[name] else { return nil }
    return JSON5Reader(field, file: file, path: path(of: name))
  }

  /// The members in the order of the file.
  func members() throws(FileError) -> [(name: String, value: JSON5Reader)] {
    guard case .object(let fields) = json.value else { throw error("must be an object, { … }") }
    return fields.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
      .map { ($0.key, JSON5Reader($0.value, file: file, path: path(of: $0.key))) }
  }

  /// - Throws: for the first member that is not one of `names`.
  func allow(_ names: Set<String>) throws(FileError) {
    guard let unknown = try members().first(where: { !names.contains($0.name) }) else { return }
    throw unknown.value.error("is unknown; known are \(names.sorted().joined(separator: ", "))")
  }

  func string() throws(FileError) -> String {
    guard case .string(let text) = json.value else { throw error("must be a text in quotes") }
    return text
  }

  func elements() throws(FileError) -> [JSON5Reader] {
    guard case .array(let elements) = json.value else { throw error("must be a list, [ … ]") }
    return elements.enumerated().map {
      JSON5Reader($0.element, file: file, path: "\(path)[\($0.offset)]")
    }
  }

  /// - Parameter choices: the values there are, in words.
  func choice<Value>(
    _ read: (String) -> Value?, _ choices: String
  ) throws(FileError) -> Value {
    let text = try string()
    guard let value = read(text) else { throw error("is \"\(text)\"; write \(choices)") }
    return value
  }

  func error(_ problem: String) -> FileError {
    FileError(file: file, line: json.line, key: path.isEmpty ? nil : path, problem: problem)
  }

  private func path(of name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
    let step = isPlain ? name : "\"\(name)\""
    return path.isEmpty ? step : "\(path).\(step)"
  }
}
