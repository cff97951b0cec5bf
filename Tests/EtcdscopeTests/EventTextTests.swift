import EtcdModel
import ExplorerModel
import TerminalModel
import Testing

@testable import etcdscope

@Suite("Events as lines")
struct EventTextTests {
  private func event(_ value: String) -> Event {
    Event(
      kind: .put,
      keyValue: KeyValue(
        key: Key([0xFF, 0x1B]), value: Array(value.utf8), createRevision: 7, modRevision: 7,
        version: 1))
  }

  @Test("A Secret is told only when that is asked for")
  func secret() {
    let secret = event(#"{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}"#)
    #expect(EventText.line(secret) == #"7 NEW \xff\x1b = (a Secret of 45 bytes)"#)
    #expect(EventText.json(secret).hasSuffix(#""value_masked": true}"#))
    #expect(EventText.line(secret, reveals: true).contains("aHVudGVyMg=="))
    #expect(EventText.json(secret, reveals: true).contains("aHVudGVyMg=="))
  }

  @Test("What may be a Secret is exported without its value, and not with words in its place")
  func export() {
    var state = ExplorerState(options: ExplorerOptions(), now: .now)
    var effects = reduce(&state, .key(.character("3")))
    for key in [KeyPress.character("w"), .character("/"), KeyPress(.enter)] {
      effects = reduce(&state, .key(key))
    }
    guard case .openWatch(let id, _, _)? = effects.last else {
      Issue.record("no watch was opened")
      return
    }
    let events = [event(#"{"data":"hunter2","kind":"Secret"}"#), event("plain")]
    _ = reduce(&state, .watch(id, [.events(events, revision: 7)]))
    guard case .exportEvents(let rows, _)? = reduce(&state, .key(.character("x"))).last else {
      Issue.record("nothing is exported")
      return
    }
    let text = String(decoding: EventExport.lines(rows), as: UTF8.self)
    #expect(text.contains(#""value_masked": true, "value_size": 34"#))
    #expect(text.contains(#""value_start": "plain""#))
    #expect(!text.contains("hunter2") && !text.contains("a Secret"))
  }

  @Test("Bytes that are no text are escaped for people and in base64 for programs")
  func bytes() {
    #expect(EventText.line(event("a\u{1B}[2J\n")) == #"7 NEW \xff\x1b = a\x1b[2J\n"#)
    #expect(EventText.json(event("x")).contains(#""key_base64": "/xs=""#))
  }
}
