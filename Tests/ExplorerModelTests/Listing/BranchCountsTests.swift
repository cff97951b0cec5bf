import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("Counting branches")
struct BranchCountsTests {
  @Test("Small branches are counted exactly; of a huge one little is walked")
  func counts() throws {
    var keyspace = ComputedKeyspace(count: 1_000_000) { index in
      switch index {
      case ..<300: Array("/a/x".utf8) + padded(index, 6)
      case ..<900_000:
        Array("/b/ns-".utf8) + padded(index / 100, 5) + Array("/".utf8)
          + padded(index % 100, 3)
      default: Array("/c/".utf8) + padded(index, 8)
      }
    }
    var counts = BranchCounts(
      [("/a/", 150), ("/b/", 5000), ("/c/", 900_000)].map {
        (path: Array($0.0.utf8), key: keyspace.key($0.1))
      }, revision: 7)
    var known: [[UInt8]: KeyCount] = [:]
    while let request = counts.next() {
      #expect(request.revision == 7)
      #expect(request.windows.allSatisfy { $0.limit == 0 })
      for (path, count) in counts.receive(keyspace.answer(request)) { known[path] = count }
    }
    #expect(known[Array("/a/".utf8)] == .exact(300))
    guard case .atLeast(let large) = known[Array("/b/".utf8)] else {
      Issue.record("a huge branch was counted to its end")
      return
    }
    #expect((BranchCounts.enough...899_700).contains(large))
    #expect(keyspace.entriesWalked <= 600_000)
    #expect(keyspace.requests <= 20)
  }

  @Test("What was counted stands against what neighbours suggest, until more is known")
  func merged() {
    func entry(_ count: KeyCount?) -> LevelEntry {
      LevelEntry(name: Array("a/".utf8), isBranch: true, count: count)
    }
    for (known, read, result) in [
      (KeyCount.atLeast(50), KeyCount.estimated(20), KeyCount.atLeast(50)),
      (.atLeast(50), .estimated(80), .estimated(80)), (.atLeast(50), .exact(70), .exact(70)),
      (.estimated(20), .atLeast(50), .atLeast(50)), (.estimated(20), .estimated(9), .estimated(20)),
    ] {
      var block = NameBlock([entry(known)])
      #expect(block.keyCount(at: 0) == known)
      _ = block.replace(0..<1, with: [entry(read)], isFollowed: true)
      #expect(block.keyCount(at: 0) == result)
    }
  }

  @Test("Keys that were seen stay sorted, each once, and are thinned out when they are many")
  func knownKeys() {
    var known = KnownKeys()
    for number in (0..<5000).reversed() {
      known.insert(Array("/k/".utf8) + padded(number, 5))
      known.insert(Array("/k/".utf8) + padded(number, 5))
    }
    known.insert(Array("/z".utf8))
    let found = known.keys(under: Array("/k/".utf8))
    #expect(found.count == 256)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(known.keys(under: Array("/z".utf8)) == [Array("/z".utf8)])
    #expect(known.keys(under: Array("/none".utf8)).isEmpty)
  }
}
