import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Tools of the value pane")
struct ValueToolsTests {
  private func opened(_ value: String, key: String = "k") -> Robot {
    var robot = Robot([key])
    robot.put(key, value)
    robot.press(.enter, .character("2"))
    return robot
  }

  /// The document says that the value is a secret.
  private func secret() -> Robot {
    var robot = opened("hunter2")
    robot.isHeld = true
    robot.press(.character("v"))
    answerDecoding(&robot, .masked)
    return robot
  }

  private func answerDecoding(_ robot: inout Robot, _ secrecy: Secrecy) {
    for case .decodeValue(let id, let pair, let format, let reveals) in robot.takeWaiting() {
      #expect(reveals == (secrecy == .revealed))
      var document = ValueDocument(
        format: format ?? .text, contents: "Kubernetes v1 Secret", lines: [],
        size: pair.value.count, shownSize: 0)
      document.secrecy = secrecy
      robot.send(.valueDecoded(id, document))
    }
  }

  @Test("Search goes from line to line and around; small letters find capital ones")
  func search() {
    var robot = opened("alpha\nBeta\nbeta two\nend")
    robot.press(.character("/"))
    robot.type("beta")
    robot.press(.enter)
    #expect(robot.state.value.search?.lines == [1, 2])
    #expect(robot.state.message?.text == "Line 2: match 1 of 2 lines.")
    robot.press(.character("n"))
    #expect(robot.state.message?.text == "Line 3: match 2 of 2 lines.")
    robot.press(.character("n"), .character("N"))
    #expect(robot.state.message?.text == "Line 3: match 2 of 2 lines.")
    robot.press(.character("/"), .control("u"))
    robot.type("Beta")
    robot.press(.enter)
    #expect(robot.state.value.search?.lines == [1])
    robot.press(.character("/"), .control("u"))
    robot.type("nothing")
    robot.press(.enter)
    #expect(robot.state.message?.text == "\"nothing\" is not in what is shown.")
  }

  @Test("Wrapping and numbers stay when another key is opened")
  func look() {
    var robot = opened("x")
    robot.press(.character("W"), .character("#"), .character("1"), .enter)
    #expect(robot.state.value.look.isWrapped && !robot.state.value.look.hasLineNumbers)
  }

  @Test("The end of wrapped lines fills the pane; a line that fills it alone is gone to")
  func wrappedEnd() {
    let long = String(repeating: "x", count: 100)
    var robot = opened((0..<50).map { $0 % 2 == 0 ? long : "short" }.joined(separator: "\n"))
    robot.send(.panesLaidOut(PaneSizes([.value: Size(columns: 44, rows: 10)])))
    robot.press(.character("W"), .character("G"))
    // Forty columns beside the numbers: three rows for a long line, one for a short one.
    #expect(robot.state.value.top == 45)
    robot.press(.character("g"))
    #expect(robot.state.value.top == 0)
    var one = opened("short\n" + String(repeating: "x", count: 5000))
    one.send(.panesLaidOut(PaneSizes([.value: Size(columns: 44, rows: 10)])))
    one.press(.character("W"), .character("G"))
    #expect(one.state.value.top == 1)
  }

  @Test("A secret is shown for a minute, and neither copied nor saved before")
  func reveal() {
    var robot = secret()
    robot.press(.character("x"))
    #expect(robot.state.message?.text.contains("Secret") == true)
    robot.press(.character("y"), .enter)
    #expect(robot.takeWaiting().isEmpty)
    robot.press(.character("S"))
    #expect(robot.state.value.revealedUntil != nil)
    answerDecoding(&robot, .revealed)
    robot.press(.character("x"))
    #expect(robot.takeWaiting() == [.save(Array("hunter2".utf8), name: "k@3")])
    robot.pass(.seconds(59))
    #expect(robot.state.value.revealedUntil != nil)
    robot.pass(.seconds(2))
    #expect(robot.state.value.revealedUntil == nil)
    answerDecoding(&robot, .masked)
    #expect(robot.state.value.document?.secrecy == .masked)
  }

  @Test("What is no secret is not revealed")
  func open() {
    var robot = opened("x")
    robot.press(.character("S"))
    #expect(robot.state.value.revealedUntil == nil)
  }

  @Test("The copy menu offers bytes, lines, key and an etcdctl command that quotes any key")
  func copy() {
    var robot = opened("a\nb", key: "it's")
    robot.press(.character("y"), .enter)
    #expect(robot.takeEffects() == [.copy(Array("a\nb".utf8), what: "the value's bytes")])
    robot.press(.character("y"), .down, .enter)
    #expect(robot.takeEffects() == [.copy(Array("a\nb\n".utf8), what: "the value as it is shown")])
    robot.press(.character("y"), .character("G"), .enter)
    guard case .copy(let bytes, _)? = robot.takeEffects().last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(#" get 'it'\''s'"#))
  }

  @Test("What is copied as shown has the escapes of the screen")
  func copyOfHostileText() {
    var robot = opened("a\u{202E}b\u{200B}\\")
    robot.press(.character("y"), .down, .enter)
    #expect(
      robot.takeEffects()
        == [
          .copy(Array((#"a\u{202e}b\u{200b}\"# + "\n").utf8), what: "the value as it is shown")
        ])
  }

  @Test("A command has what it needs to reach the cluster; a key that no shell can write is ours")
  func commands() {
    func command(_ key: String) -> String? {
      var options = ExplorerOptions(endpoints: [.test])
      options.clientVariables = [
        ClientVariable("ETCDCTL_CACERT", "/etc/my ca.pem"), ClientVariable("ETCDCTL_USER", "ops"),
      ]
      var robot = Robot([key], options: options)
      robot.press(.character("y"), .character("G"), .enter)
      guard case .copy(let bytes, _)? = robot.takeEffects().last else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    let cluster =
      "ETCDCTL_ENDPOINTS=http://127.0.0.1:2379 ETCDCTL_CACERT='/etc/my ca.pem' ETCDCTL_USER=ops"
    #expect(command("k\u{1B}") == #"ETCDCTL_API=3 \#(cluster) etcdctl get $'k\x1b'"#)
    #expect(command("k\0\u{1B}") == #"\#(cluster) etcdscope get 'k\0\x1b'"#)
  }

  @Test("Before a value was looked at it may be a Secret: it is neither copied nor saved")
  func undecoded() {
    var robot = opened("x")
    robot.put("k", "hunter2")
    robot.isHeld = true
    robot.press(.character("r"))
    for case .loadValue(let id, let key, _) in robot.takeWaiting() {
      robot.send(
        .valueLoaded(
          id, KeyValue(key: key, value: Array("hunter2".utf8), modRevision: 9), revision: 9))
    }
    robot.press(.character("x"))
    robot.press(.character("y"), .enter)
    let escaped = robot.takeWaiting().filter {
      if case .decodeValue = $0 { false } else { true }
    }
    #expect(escaped.isEmpty)
  }

  @Test("Shell words survive the shell, file names hold nothing that leads elsewhere")
  func quoting() {
    #expect(ShellText.quoted(Array("/a/b-1".utf8)) == "/a/b-1")
    #expect(ShellText.quoted(Array("a b$(x)".utf8)) == "'a b$(x)'")
    #expect(ShellText.quoted([]) == "''")
    #expect(ShellText.quoted([0xFF, 0x27, 0x0A]) == #"$'\xff\'\x0a'"#)
    #expect(FileName.of(Key("/a/../../etc/passwd"), revision: 3) == "a_.._.._etc_passwd@3")
    #expect(FileName.of(Key([0xFF, 0]), revision: 3) == "key@3")
    #expect(FileName.of(Key(String(repeating: "x", count: 999)), revision: 1).utf8.count == 82)
  }

  @Test("A lease is asked for each ten seconds and counts down between")
  func lease() {
    var robot = opened("x")
    robot.isHeld = true
    robot.press(.character("r"))
    guard case .loadValue(let id, let key, _)? = robot.takeWaiting().first else { return }
    var pair = KeyValue(key: key, value: [1], modRevision: 9, version: 1)
    pair.lease = LeaseID(7)
    robot.send(.valueLoaded(id, pair, revision: 9))
    _ = robot.takeWaiting()
    robot.pass(.seconds(1))
    guard case .readLease(let request, LeaseID(7))? = robot.takeWaiting().first else {
      Issue.record("the lease was not asked for")
      return
    }
    robot.send(.leaseRead(request, LeaseID(7), remaining: 30, granted: 60))
    for _ in 0..<8 { robot.pass(.seconds(1)) }
    #expect(robot.takeWaiting().isEmpty)
    #expect(robot.state.value.lease?.remaining(at: robot.state.now) == 22)
    robot.pass(.seconds(2))
    #expect(robot.takeWaiting().count == 1)
  }
}
