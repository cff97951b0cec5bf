/// A command line taken apart by the table of options, its values not yet read.
struct Arguments {
  private(set) var command = Command.explore
  /// The command's arguments: one, or for a tool a verb and its object.
  private(set) var operands: [String] = []
  private var values: [String: String] = [:]

  /// - Throws: `UsageError` for what the table does not know.
  init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    var given: [CommandOption] = []
    var hasCommand = false
    while let argument = rest.popFirst() {
      if argument == "--", rest.isEmpty { break }
      if argument == "--", hasCommand, command.operand != nil {
        // A key may begin with a dash.
        for argument in rest { try takeOperand(argument) }
        break
      }
      guard argument.hasPrefix("-"), argument != "-", argument != "--" else {
        if hasCommand {
          try takeOperand(argument)
        } else {
          command = try Self.command(argument)
          hasCommand = true
        }
        continue
      }
      given.append(try take(argument, &rest))
    }
    if let stray = given.first(where: { !$0.commands.contains(command) }) {
      let homes = stray.commands.map(\.words)
      throw UsageError(
        "--\(stray.name) belongs to \(homes.sorted().joined(separator: " and ")); leave it out here"
      )
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  subscript(name: String) -> String? { values[name] }

  private static func command(_ argument: String) throws(UsageError) -> Command {
    guard let command = Command(rawValue: argument), command != .explore else {
      throw UsageError(notUnderstood(argument))
    }
    return command
  }

  private mutating func takeOperand(_ argument: String) throws(UsageError) {
    guard command.operand != nil, operands.count < (command.isTool || command == .find ? 2 : 1)
    else {
      throw UsageError(Self.notUnderstood(argument))
    }
    operands.append(argument)
  }

  private static func notUnderstood(_ argument: String) -> String {
    "\"\(argument)\" is not understood here; see etcdscope --help"
  }

  private mutating func take(
    _ argument: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> CommandOption {
    let (name, attached) = Self.split(argument)
    let option =
      argument.hasPrefix("--")
      ? CommandOption.named(name)
      : CommandOption.all.first { $0.short.map(String.init) == name }
    guard let option else {
      throw UsageError(
        "unknown option \(argument.hasPrefix("--") ? "--" : "-")\(name)"
          + Self.suggestion(for: name))
    }
    if option.metavar == nil {
      store(attached ?? "true", option)
    } else if let attached {
      store(attached, option)
    } else if let value = rest.popFirst() {
      store(value, option)
    } else {
      throw UsageError("--\(option.name) needs a value: --\(option.name) \(option.metavar ?? "")")
    }
    return option
  }

  private mutating func store(_ value: String, _ option: CommandOption) {
    if option.isList, let before = values[option.name] {
      values[option.name] = before + "," + value
    } else {
      values[option.name] = value
    }
  }

  /// `--name=value`, `--name`, `-n value`, `-nvalue`, `-n=value`.
  private static func split(_ argument: String) -> (name: String, value: String?) {
    if argument.hasPrefix("--") {
      let text = argument.dropFirst(2)
      guard let equals = text.firstIndex(of: "=") else { return (String(text), nil) }
      return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
    let text = argument.dropFirst()
    guard text.count > 1 else { return (String(text), nil) }
    let value = text.dropFirst()
    return (String(text.prefix(1)), String(value.first == "=" ? value.dropFirst() : value))
  }

  private static func suggestion(for name: String) -> String {
    let near = CommandOption.all.map { ($0.name, editDistance($0.name, name)) }
      .min { $0.1 < $1.1 }
    guard let near, near.1 <= min(2, name.count - 1) else { return "; see etcdscope --help" }
    return "; did you mean --\(near.0)?"
  }

  /// Letters to insert, drop or change.
  private static func editDistance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one), Array(other))
    var row = Array(0...other.count)
    for (index, character) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, candidate) in other.enumerated() {
        let change = diagonal + (character == candidate ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[other.count]
  }
}
