import Configuration
import EtcdModel
import Testing
import Themes

@Suite struct SettingsTests {
  private func settings(
    _ arguments: [String] = [], _ environment: [String: String] = [:]
  ) throws -> Settings {
    guard
      case .run(let settings) = try Invocation.read(
        arguments: arguments, environment: environment)
    else { throw UsageError("not a run") }
    return settings
  }

  private func message(_ arguments: [String], _ environment: [String: String] = [:]) -> String {
    do {
      return "no error: \(try Invocation.read(arguments: arguments, environment: environment))"
    } catch {
      return error.description
    }
  }

  @Test("without options: one local endpoint, plaintext, etcdctl's timeouts")
  func defaults() throws {
    let settings = try settings()
    #expect(settings.command == .explore)
    #expect(settings.endpoints == [Endpoint(scheme: .bare, host: "127.0.0.1", port: 2379)])
    #expect(!settings.bareEndpointsUseTLS)
    #expect(settings.tls == TLSFiles())
    #expect(settings.login == nil)
    #expect(settings.dialTimeout == .seconds(2))
    #expect(settings.commandTimeout == .seconds(5))
    #expect(settings.keepaliveTime == .seconds(5))
    #expect(settings.keepaliveTimeout == .seconds(6))
    #expect(settings.balancer == "health-aware")
    #expect(settings.delimiter == "/")
    #expect(settings.theme == nil && settings.glyphs == nil)
  }

  @Test("a flag goes before the environment, the environment before the default")
  func precedence() throws {
    let environment = [
      "ETCDCTL_ENDPOINTS": "a:1,b:2", "ETCDCTL_DIAL_TIMEOUT": "3s", "ETCDCTL_CACERT": "",
    ]
    #expect(try settings([], environment).endpoints.map(\.host) == ["a", "b"])
    #expect(try settings([], environment).dialTimeout == .seconds(3))
    let flagged = try settings(["--endpoints", "c:3", "--dial-timeout=1m30s"], environment)
    #expect(flagged.endpoints.map(\.host) == ["c"])
    #expect(flagged.dialTimeout == .seconds(90))
    #expect(flagged.tls.authority == nil)
  }

  @Test("endpoints are a comma list, may be repeated, and are kept once each")
  func endpoints() throws {
    let settings = try settings([
      "--endpoints=https://a:1,[::1]:2", "--endpoints", "unix:///run/etcd.sock,https://a:1",
    ])
    #expect(
      settings.endpoints == [
        Endpoint(scheme: .https, host: "a", port: 1), Endpoint(scheme: .bare, host: "::1", port: 2),
        Endpoint(scheme: .unix, host: "/run/etcd.sock", port: 0),
      ])
    #expect(message(["--endpoints", "a:1,,b:2"]).hasPrefix("--endpoints: endpoint \"\" is empty"))
    #expect(
      message([], ["ETCDCTL_ENDPOINTS": "a:b"]).hasPrefix("ETCDCTL_ENDPOINTS: endpoint \"a:b\""))
  }

  @Test("an authority, a certificate or insecure-transport=false turn TLS on for bare endpoints")
  func tls() throws {
    #expect(try settings(["--cacert", "ca.pem"]).bareEndpointsUseTLS)
    #expect(try settings(["--cert", "c.pem", "--key", "k.pem"]).bareEndpointsUseTLS)
    #expect(try settings(["--insecure-transport=false"]).bareEndpointsUseTLS)
    #expect(try settings([], ["ETCDCTL_INSECURE_TRANSPORT": "false"]).bareEndpointsUseTLS)
    let skipping = try settings(["--insecure-skip-tls-verify"])
    #expect(skipping.tls.skipsVerification && !skipping.bareEndpointsUseTLS)
    #expect(
      message(["--cert", "c.pem"])
        == "--cert is given without --key; name the certificate's key file too")
    #expect(
      message(["--key", "k.pem"])
        == "--key is given without --cert; name the key's certificate file too")
    #expect(message(["--cacert="]) == "--cacert is empty; name a file or leave the option out")
    #expect(
      message(["--insecure-transport=maybe"])
        == "--insecure-transport is \"maybe\"; write true or false")
  }

  @Test("a user is name or name:password, the password may come apart")
  func login() throws {
    #expect(try settings(["--user", "root"]).login == Login(name: "root", password: nil))
    #expect(try settings(["--user", "root:a:b"]).login == Login(name: "root", password: "a:b"))
    #expect(
      try settings(["--user", "a:b"], ["ETCDCTL_PASSWORD": "secret"]).login
        == Login(name: "a:b", password: "secret"))
    #expect(try settings([], ["ETCDCTL_USER": "me:"]).login == Login(name: "me", password: ""))
    #expect(message(["--user", ":pw"]) == "--user names no user; write name or name:password")
    #expect(
      message([], ["ETCDCTL_PASSWORD": "x"])
        == "--password is given without --user; name the user too")
  }

  @Test(
    "durations are Go's",
    arguments: [
      ("5s", Duration.seconds(5)), ("500ms", .milliseconds(500)), ("1m30s", .seconds(90)),
      ("1.5h", .seconds(5400)), (".5s", .milliseconds(500)), ("20us", .microseconds(20)),
      ("20µs", .microseconds(20)), ("7ns", .nanoseconds(7)),
    ])
  func durations(text: String, duration: Duration) throws {
    #expect(try settings(["--command-timeout", text]).commandTimeout == duration)
  }

  @Test(
    "what is no duration is refused with an example",
    arguments: ["", "5", "s", "-1s", "5x", "1.2.3s", ".s", "99999999999999999999s", "999999999h"])
  func badDurations(text: String) {
    let message = message(["--command-timeout", text])
    #expect(message.hasPrefix("--command-timeout is \"\(text)\", which "))
  }

  @Test("a duration without unit is told so, and none at all is refused")
  func durationHints() {
    #expect(
      message([], ["ETCDCTL_DIAL_TIMEOUT": "5"])
        == "ETCDCTL_DIAL_TIMEOUT is \"5\", which has no unit; write 5s or 5ms")
    #expect(message(["--dial-timeout", "0s"]).contains("must be longer than 0"))
  }

  @Test("keepalive pings are never closer than etcd's servers allow")
  func keepalive() throws {
    #expect(try settings(["--keepalive-time", "1s"]).keepaliveTime == .seconds(5))
    #expect(try settings(["--keepalive-time", "30s"]).keepaliveTime == .seconds(30))
  }

  @Test("commands and their own options")
  func commands() throws {
    let demo = try settings(["demo", "--etcd", "/usr/bin/etcd", "--headless", "--theme=mono"])
    #expect(demo.command == .demo && demo.isHeadless && demo.etcdPath == "/usr/bin/etcd")
    #expect(demo.theme == .named("mono"))
    let lab = try settings(["lab", "--policies", "leader,pinned", "--scenarios=x", "-w", "json"])
    #expect(lab.labPolicies == ["leader", "pinned"] && lab.labScenarios == ["x"])
    #expect(lab.output == .json)
    let status = try settings(["--endpoints", "a:1", "status", "-w", "json", "--watch"])
    #expect(status.command == .status && status.output == .json && status.isWatching)
    #expect(try settings(["status", "-wjson"]).output == .json)
    #expect(try settings(["--glyphs", "ascii"]).glyphs == .ascii)
    #expect(try settings(["--delimiter="]).delimiter.isEmpty)
    #expect(
      message(["status", "-w", "xml"]) == "--write-out is \"xml\"; write simple, table or json")
    for (form, output) in [("simple", Settings.Output.plain), ("table", .plain), ("json", .json)] {
      let environment = ["ETCDCTL_WRITE_OUT": form]
      #expect(try settings(["get", "a"], environment).output == output)
      #expect(try settings(["status"], environment).output == (output == .json ? .json : .table))
    }
    #expect(try settings([], ["ETCDCTL_WRITE_OUT": "fields"]).command == .explore)
    #expect(
      message(["status", "--theme", "mono"])
        == "--theme belongs to etcdscope and etcdscope capture and etcdscope demo and etcdscope info; "
        + "leave it out here")
  }

  @Test("commands about the members go on, or measure for a while")
  func memberCommands() throws {
    #expect(try settings(["latency", "--for", "3s"]).span == .seconds(3))
    #expect(try settings(["latency", "--watch"]).isWatching)
    #expect(try settings(["events", "--follow"]).isWatching)
    #expect(try settings(["hash"]).output == .table)
    #expect(try settings(["events"]).output == .plain)
    #expect(try settings(["status"]).showsWholeCluster)
    #expect(try settings(["status", "--cluster"]).showsWholeCluster)
    #expect(try !settings(["status", "--cluster=false"]).showsWholeCluster)
  }

  @Test("thresholds of the verdicts, and rules for alarms")
  func memberWatch() throws {
    let given = try settings([
      "--silent-after", "5s", "--lag-after", "10", "--slow-factor=2", "--quota", "8GiB",
      "--alarm", "lag>100,p99>200ms", "--alarm", "leader-change,certificate<14d,quota>80%",
    ]).memberWatch
    #expect(given.silentAfter == .seconds(5) && given.lateAfter == .seconds(1))
    #expect(given.lagAfter == 10 && given.slowFactor == 2 && given.quota == 8 << 30)
    #expect(
      given.alarms == [
        .lag(above: 100), .p99(above: .milliseconds(200)), .leaderChange,
        .certificate(daysBelow: 14), .quota(percentAbove: 80),
      ])
    #expect(
      try settings(["--quota=2GB", "--alarm", "quota>80"]).memberWatch.quota == 2_000_000_000)
    #expect(message(["--quota", "much"]) == "--quota is \"much\"; write a size such as 8GiB")
    #expect(message(["--lag-after", "0"]) == "--lag-after is \"0\"; write a number from 1 on")
    for wrong in ["lag<100", "p99>200", "quota>100%", "lag>", "leader", "certificate<x"] {
      #expect(
        message(["--alarm", wrong])
          == "--alarm is \"\(wrong)\"; write lag>100, p99>200ms, leader-change, certificate<14d or"
          + " quota>80%")
    }
  }

  @Test("commands that read the keyspace take a key or a prefix, and revisions")
  func operands() throws {
    let get = try settings(["get", "/a", "--rev", "7", "--as", "hex", "-w", "json"])
    #expect(get.command == .get && get.operand == "/a" && get.revisions == [7])
    #expect(get.valueChoice == .hex && get.output == .json)
    #expect(try settings(["history", "k"]).output == .plain)
    #expect(try settings(["diff", "/a/", "--rev", "3", "--rev=9"]).revisions == [3, 9])
    #expect(try settings(["watch", ""]).operand.isEmpty)
    #expect(try settings(["get", "--", "-dash"]).operand == "-dash")
    #expect(message(["get"]) == "get needs a key: etcdscope get KEY [options]")
    #expect(message(["get", ""]) == "a key can't be empty; name one")
    #expect(message(["get", "a", "b"]) == "\"b\" is not understood here; see etcdscope --help")
    #expect(
      message(["get", "a", "-w", "fields"])
        == "--write-out is \"fields\"; write simple, plain or json")
    #expect(
      message(["get", "a", "--rev", "0"])
        == "--rev is \"0\"; write a revision, a number from 1 on")
    #expect(
      message(["diff", "a", "--rev", "1"]) == "diff compares two revisions; write --rev A --rev B")
  }

  @Test("the environment of a command that has no such option is ignored")
  func foreignEnvironment() throws {
    let demo = try settings(["demo"], ["ETCDCTL_ENDPOINTS": "far:1", "ETCDCTL_PASSWORD": "x"])
    #expect(demo.endpoints.map(\.host) == ["127.0.0.1"])
    #expect(demo.login == nil)
  }

  @Test("what is unknown is named, with the nearest option")
  func unknown() {
    #expect(message(["--endpoint", "a"]) == "unknown option --endpoint; did you mean --endpoints?")
    #expect(message(["--colour"]) == "unknown option --colour; see etcdscope --help")
    #expect(message(["-x"]) == "unknown option -x; see etcdscope --help")
    #expect(message(["stats"]) == "\"stats\" is not understood here; see etcdscope --help")
    #expect(
      message(["demo", "status"]) == "\"status\" is not understood here; see etcdscope --help")
    #expect(message(["--endpoints"]) == "--endpoints needs a value: --endpoints HOST:PORT,…")
  }

  @Test("help and version go before everything else that might be wrong with the values")
  func helpAndVersion() throws {
    #expect(
      try Invocation.read(arguments: ["status", "-h"], environment: ["ETCDCTL_ENDPOINTS": "::"])
        == .help(.status))
    #expect(try Invocation.read(arguments: ["--version"], environment: [:]) == .version)
  }

  @Test("help and the README's table show every option, within 100 columns")
  func help() {
    for command in Command.allCases {
      let text = HelpText.text(for: command)
      for option in CommandOption.all {
        let isListed = text.split(separator: "\n").contains { line in
          line.split(separator: " ").prefix(2).contains("--\(option.name)")
        }
        #expect(
          isListed == option.commands.contains(command), "\(command.rawValue) --\(option.name)")
      }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
    let table = HelpText.markdownTable()
    for option in CommandOption.all {
      #expect(table.contains("`--\(option.name)") || option.short != nil)
    }
    #expect(table.contains("| `--etcd PATH` (`demo` `lab`) |  |  | The etcd server to run"))
    #expect(table.contains("| `--as FORMAT` (`get`) |  | `auto` | How to show the value"))
  }

  @Test("every option's default can be read")
  func defaultsAreValid() throws {
    for command in Command.allCases {
      for option in CommandOption.all where option.commands.contains(command) {
        guard let value = option.defaultValue else { continue }
        let operand = command.operand?.split(separator: " ").map(String.init) ?? []
        let revisions = command == .diff ? ["--rev=1,2"] : []
        _ = try Invocation.read(
          arguments: [command.rawValue, "--\(option.name)=\(value)"].filter { !$0.isEmpty }
            + operand + revisions, environment: [:])
      }
    }
  }

  @Test("sizes of messages, a token, and endpoints that follow the members")
  func limitsAndToken() throws {
    #expect(try settings().maximumRequestBytes == 2 << 20)
    #expect(try settings().maximumReceivedBytes == nil)
    #expect(try settings().autoSyncInterval == nil)
    let environment = [
      "ETCDCTL_MAX_REQUEST_BYTES": "10", "ETCDCTL_MAX_RECV_BYTES": "20",
      "ETCDCTL_AUTH_JWT_TOKEN": "t",
    ]
    let settings = try settings(["--auto-sync-interval", "30s"], environment)
    #expect(settings.maximumRequestBytes == 10 && settings.maximumReceivedBytes == 20)
    #expect(settings.token == "t")
    #expect(settings.autoSyncInterval == .seconds(30))
    #expect(
      message(["--max-recv-bytes", "2MB"])
        == "--max-recv-bytes is \"2MB\"; write a number of bytes")
    #expect(
      message(["--user", "u:p", "--auth-jwt-token", "t"])
        == "--auth-jwt-token and --user exclude each other; give one of them")
  }
}
