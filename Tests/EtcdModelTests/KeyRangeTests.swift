import EtcdModel
import Testing

@Suite("KeyRange")
struct KeyRangeTests {
  @Test(
    "The end of a prefix is the first key after all that begin with it",
    arguments: [
      ([0x61], [0x62]),
      ([0x61, 0x62], [0x61, 0x63]),
      ([0x00], [0x01]),
      ([0x61, 0xFF], [0x62]),
      ([0x61, 0xFF, 0xFF], [0x62]),
      ([0xFE, 0xFF], [0xFF]),
      ([0xFF], [0]),
      ([0xFF, 0xFF], [0]),
      ([], [0]),
    ] as [([UInt8], [UInt8])])
  func prefixEnd(_ prefix: [UInt8], _ end: [UInt8]) {
    #expect(KeyRange.prefixEnd(prefix) == end)
  }

  @Test("A prefix contains exactly the keys that begin with it")
  func prefixContains() {
    let range = KeyRange.prefix([0x61, 0xFF])
    #expect(range.contains(Key([0x61, 0xFF])))
    #expect(range.contains(Key([0x61, 0xFF, 0xFF, 0x00])))
    #expect(!range.contains(Key([0x61, 0xFE])))
    #expect(!range.contains(Key([0x61])))
    #expect(!range.contains(Key([0x62])))
  }

  @Test("A prefix of FF bytes reaches to the last key")
  func prefixOfFF() {
    let range = KeyRange.prefix([0xFF])
    #expect(range.contains(Key([0xFF, 0xFF, 0xFF])))
    #expect(!range.contains(Key([0xFE, 0xFF])))
  }

  @Test("The empty prefix is the whole keyspace, with a start that the server accepts")
  func emptyPrefix() {
    #expect(KeyRange.prefix([]) == .all)
    #expect(KeyRange.all.start == [0])
    #expect(KeyRange.all.contains(Key([0])))
    #expect(KeyRange.all.contains(Key([0xFF, 0xFF])))
  }

  @Test("A single key contains itself alone")
  func single() {
    let range = KeyRange.single(Key("a"))
    #expect(range.contains(Key("a")))
    #expect(!range.contains(Key("aa")))
    #expect(!range.contains(Key("")))
  }

  @Test("Keys are ordered by unsigned bytes")
  func order() {
    #expect(Key([0x7F]) < Key([0x80]))
    #expect(Key([0x61]) < Key([0x61, 0x00]))
    #expect(Key([]) < Key([0x00]))
  }
}
