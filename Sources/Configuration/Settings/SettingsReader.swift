import EtcdModel
import TerminalModel

/// Finds an option's value and reads it: flag before environment before profile before the rest of
/// the configuration file before default.
///
/// A profile's credentials, certificates and colour are for its own cluster: when the endpoints are
/// given otherwise they stay out of it, so that no password goes where it doesn't belong.
struct SettingsReader {
  let arguments: Arguments
  let environment: [String: String]
  let file: ConfigurationFile?
  let profile: ConfigurationFile.Profile?
  private let hasEndpointsOfItsOwn: Bool

  /// - Throws: when the profile asked for is not there.
  init(
    arguments: Arguments, environment: [String: String], file: ConfigurationFile?
  ) throws(UsageError) {
    self.arguments = arguments
    self.environment = environment
    self.file = file
    let name = arguments["profile"] ?? environment["ETCDSCOPE_PROFILE"] ?? file?.defaultProfile
    profile = try file.flatMap { file throws(UsageError) in try file.profile(named: name ?? "") }
    if profile == nil, let name, !name.isEmpty {
      throw UsageError("there is no profile \"\(name)\": there is no configuration file")
    }
    hasEndpointsOfItsOwn =
      arguments["endpoints"] != nil || !(environment["ETCDCTL_ENDPOINTS"] ?? "").isEmpty
  }

  /// The profile whose cluster this is about; nil when the endpoints are given otherwise.
  var profileInUse: String? { hasEndpointsOfItsOwn ? nil : profile?.name }

  /// A value and what the user calls the place that it comes from.
  private struct Given {
    var text: String
    var place: String
  }

  private func given(_ name: String) -> Given? {
    let option = CommandOption.named(name)
    if let text = arguments[name] { return Given(text: text, place: "--\(name)") }
    guard option?.commands.contains(arguments.command) ?? false else { return nil }
    if let variable = option?.environment, let text = environment[variable], !text.isEmpty {
      return Given(text: text, place: variable)
    }
    if let value = profile?.values[name],
      !hasEndpointsOfItsOwn || option.map({ !$0.belongsToEndpoints }) ?? true
    {
      return Given(text: value.text, place: value.place)
    }
    return file?.values[name].map { Given(text: $0.text, place: $0.place) }
  }

  /// Every setting of the command with the place that it comes from, secrets masked.
  func origins() -> [SettingOrigin] {
    CommandOption.all.filter { $0.commands.contains(arguments.command) && $0.isSetting }
      .map { option in
        let given = given(option.name)
        let value = given?.text ?? option.defaultValue ?? ""
        return SettingOrigin(
          name: option.name, value: option.isSecret && given != nil ? "(set)" : value,
          place: given?.place ?? "default")
      }
  }

  /// Whether anything but the default says what it is.
  func isGiven(_ name: String) -> Bool { given(name) != nil }

  func text(_ name: String) -> String? {
    given(name)?.text ?? CommandOption.named(name)?.defaultValue
  }

  /// The parts of a list; none when it was not given.
  func names(_ name: String) -> [String] {
    arguments[name]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  func bool(_ name: String) throws(UsageError) -> Bool {
    let given = given(name)
    switch given?.text ?? CommandOption.named(name)?.defaultValue ?? "false" {
    case "1", "t", "T", "true", "TRUE", "True": return true
    case "0", "f", "F", "false", "FALSE", "False": return false
    case let text: throw UsageError("\(given?.place ?? name) is \"\(text)\"; write true or false")
    }
  }

  func duration(_ name: String) throws(UsageError) -> Duration {
    let given = given(name)
    let text = given?.text ?? CommandOption.named(name)?.defaultValue ?? ""
    guard let duration = GoDuration.parse(text) else {
      let problem =
        Double(text) == nil
        ? "which is no duration; write 5s, 500ms or 1m30s"
        : "which has no unit; write \(text)s or \(text)ms"
      throw UsageError("\(given?.place ?? name) is \"\(text)\", \(problem)")
    }
    guard duration > .zero else {
      throw UsageError("\(given?.place ?? name) must be longer than 0; write 5s or 500ms")
    }
    return duration
  }

  /// The command's argument; the empty prefix is the whole keyspace, but has to be meant.
  func operand() throws(UsageError) -> String {
    guard let name = arguments.command.operand else { return "" }
    guard let operand = arguments.operands.first,
      arguments.command != .find || arguments.operands.count == 2
    else {
      throw UsageError(
        "\(arguments.command.rawValue) needs a \(name.lowercased().replacing(" ", with: " and a ")):"
          + " \(arguments.command.usage)")
    }
    guard !operand.isEmpty || name != "KEY" else {
      throw UsageError("a key can't be empty; name one")
    }
    return operand
  }

  /// - Throws: also when `diff` has another number of them than two.
  func revisions() throws(UsageError) -> [Revision] {
    var revisions: [Revision] = []
    for part in arguments["rev"]?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      guard let revision = Revision(part), revision > 0 else {
        throw UsageError("--rev is \"\(part)\"; write a revision, a number from 1 on")
      }
      revisions.append(revision)
    }
    let expected = arguments.command == .diff ? 2...2 : 0...1
    guard expected.contains(revisions.count) else {
      throw UsageError(
        arguments.command == .diff
          ? "diff compares two revisions; write --rev A --rev B"
          : "--rev is given \(revisions.count) times; give it once")
    }
    return revisions
  }

  /// Each command has one form for people. etcdctl's words for its forms mean that one, for they may
  /// stand in the environment for all commands.
  func output() throws(UsageError) -> Settings.Output {
    let tables: Set<Command> = [.lab, .status, .latency, .hash]
    let people: Settings.Output = tables.contains(arguments.command) ? .table : .plain
    return try choice(
      "write-out",
      { text in
        switch text {
        case "simple", "plain", "table": people
        case "json": .json
        default: nil
        }
      }, "simple, \(people.rawValue) or json") ?? people
  }

  /// A number within bounds, which the message names.
  func number<Value: LosslessStringConvertible & Comparable>(
    _ name: String, in range: ClosedRange<Value>
  ) throws(UsageError) -> Value {
    let given = given(name)
    let text = given?.text ?? CommandOption.named(name)?.defaultValue ?? ""
    guard let value = Value(text), range.contains(value) else {
      throw UsageError(
        "\(given?.place ?? name) is \"\(text)\"; write a number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return value
  }

  func choice<Value>(
    _ name: String, _ read: (String) -> Value?, _ choices: String
  ) throws(UsageError) -> Value? {
    guard let given = given(name) else { return nil }
    guard let value = read(given.text) else {
      throw UsageError("\(given.place) is \"\(given.text)\"; write \(choices)")
    }
    return value
  }

  /// A text that can't be empty.
  func word(_ name: String) throws(UsageError) -> String? {
    guard let given = given(name) else { return nil }
    guard !given.text.isEmpty else {
      throw UsageError("\(given.place) is empty; give it a value or leave the option out")
    }
    return given.text
  }

  /// - Throws: when it is given but empty: a script's unset variable, most likely.
  func path(_ name: String) throws(UsageError) -> String? {
    guard let given = given(name) else { return nil }
    guard !given.text.isEmpty else {
      throw UsageError("\(given.place) is empty; name a file or leave the option out")
    }
    return given.text
  }

  func endpoints() throws(UsageError) -> [Endpoint] {
    let place = given("endpoints")?.place ?? "--endpoints"
    var endpoints: [Endpoint] = []
    for part in (text("endpoints") ?? "").split(separator: ",", omittingEmptySubsequences: false) {
      do throws(EndpointError) {
        let endpoint = try Endpoint.parse(String(part))
        if !endpoints.contains(endpoint) { endpoints.append(endpoint) }
      } catch {
        throw UsageError("\(place): \(error)")
      }
    }
    return endpoints
  }

  func discovery() throws(UsageError) -> Settings.Discovery? {
    guard let domain = try word("discovery-srv") else { return nil }
    return Settings.Discovery(
      domain: domain, name: try word("discovery-srv-name"),
      takesPlaintext: try bool("insecure-discovery"))
  }

  func token() throws(UsageError) -> String? {
    guard let token = try word("auth-jwt-token") else { return nil }
    guard given("user") == nil else {
      throw UsageError("--auth-jwt-token and --user exclude each other; give one of them")
    }
    return token
  }

  func bytes(_ name: String) throws(UsageError) -> Int {
    let text = text(name) ?? ""
    guard let bytes = Int32(text), bytes >= 0 else {
      throw UsageError("\(given(name)?.place ?? name) is \"\(text)\"; write a number of bytes")
    }
    return Int(bytes)
  }

  func tls() throws(UsageError) -> TLSFiles {
    var files = TLSFiles()
    files.authority = try path("cacert")
    files.certificate = try path("cert")
    files.key = try path("key")
    files.skipsVerification = try bool("insecure-skip-tls-verify")
    if files.certificate != nil, files.key == nil {
      throw UsageError("--cert is given without --key; name the certificate's key file too")
    }
    if files.key != nil, files.certificate == nil {
      throw UsageError("--key is given without --cert; name the key's certificate file too")
    }
    return files
  }

  func size() throws(UsageError) -> Size? {
    let range = 1...1000
    return try choice(
      "size",
      { text in
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1],
          range.contains(columns), range.contains(rows)
        else { return nil }
        return Size(columns: columns, rows: rows)
      }, "columns and rows such as 120x40, at most 1000 each")
  }

  /// As etcdctl: the name is cut at its first colon only when no password is given apart.
  func login() throws(UsageError) -> Login? {
    let password = text("password")
    guard let user = given("user") else {
      guard password == nil else {
        throw UsageError("--password is given without --user; name the user too")
      }
      return nil
    }
    var login = Login(name: user.text, password: password, passwordFile: try path("password-file"))
    if password == nil, let colon = user.text.firstIndex(of: ":") {
      login.name = String(user.text[..<colon])
      login.password = String(user.text[user.text.index(after: colon)...])
    }
    guard !login.name.isEmpty else {
      throw UsageError("\(user.place) names no user; write name or name:password")
    }
    return login
  }
}
