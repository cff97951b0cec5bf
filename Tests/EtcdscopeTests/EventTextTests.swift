import EtcdModel
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

  @Test("Bytes that are no text are escaped for people and in base64 for programs")
  func bytes() {
    #expect(EventText.line(event("a\u{1B}[2J\n")) == #"7 NEW \xff\x1b = a\x1b[2J\n"#)
    #expect(EventText.json(event("x")).contains(#""key_base64": "/xs=""#))
  }
}
