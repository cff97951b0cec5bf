import EtcdAPI
import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct WantedPermissionTests {
  @Test("says what a refused request wants, and on which keys")
  func words() {
    let key = KeyRange.single(Key("a"))
    #expect(WantedPermission.words(of: RangeRequest(range: key)) == #"read on "a""#)
    #expect(WantedPermission.words(of: PutRequest(key: Key("a"))) == #"write on "a""#)
    #expect(
      WantedPermission.words(of: DeleteRangeRequest(range: .prefix([1]), returnsPrevious: true))
        == #"readwrite on the prefix "\x01""#)
    #expect(WantedPermission.words(of: RangeRequest(range: .all)) == "read on every key")
    #expect(
      WantedPermission.words(of: RangeRequest(range: KeyRange(start: [0x61], end: [0])))
        == #"read on the keys from "a" on"#)
    let txn = TxnRequest(
      compares: [Compare(range: key, .equal, .version(0))],
      success: [.put(PutRequest(key: Key("b")))], failure: [.range(RangeRequest(range: key))])
    #expect(WantedPermission.words(of: txn) == #"read on "a", write on "b""#)
    #expect(WantedPermission.words(of: MemberListRequest()) == nil)
  }

  @Test("a key's bytes can't disturb the terminal, however many there are")
  func hostile() {
    let key = Key([0x1B, 0x22, 0xFF] + Array(repeating: 0x61, count: 1000))
    let words = WantedPermission.words(of: PutRequest(key: key)) ?? ""
    #expect(words.hasPrefix(#"write on "\x1b\x22\xffaaa"#))
    #expect(words.unicodeScalars.allSatisfy { $0.value >= 0x20 } && words.count < 100)
  }
}
