import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("Listing a level finds what is there")
struct ListingPropertyTests {
  /// Every shape of keys: separate alphabets make deep, flat, binary and nested ones.
  enum Shape: CaseIterable {
    case flat, deep, prefixes, emptySegments, binary, hugeChild, counters, hashes, groups

    func key(_ random: inout some RandomNumberGenerator) -> [UInt8] {
      func pick(_ bytes: [UInt8], _ counts: ClosedRange<Int>) -> [UInt8] {
        (0..<Int.random(in: counts, using: &random)).map { _ in
          bytes.randomElement(using: &random) ?? 0
        }
      }
      switch self {
      case .flat: return pick(Array("abcdefgh".utf8), 1...4)
      case .deep: return pick(Array("ab/".utf8), 1...12)
      case .prefixes: return pick(Array("a".utf8), 1...20) + pick(Array("/".utf8), 0...1)
      case .emptySegments: return pick(Array("//a".utf8), 1...8)
      case .binary: return pick([0x00, 0x01, 0x2E, 0x2F, 0x30, 0xFE, 0xFF], 1...5)
      case .hugeChild:
        return Bool.random(using: &random)
          ? Array("/m/".utf8) + pick(Array("0123456789".utf8), 1...4)
          : Array("/".utf8) + pick(Array("lmn".utf8), 1...3) + pick(Array("/x".utf8), 0...2)
      case .hashes:
        let hash = hexadecimal(Int.random(in: 0...400, using: &random) * 2_654_435_761, 12)
        return Array("/h/".utf8) + hash + Array("/".utf8) + pick(Array("01234567".utf8), 1...2)
      case .groups:
        return Array("/team-".utf8) + pick(Array("ab".utf8), 1...1) + Array("-".utf8)
          + padded(Int.random(in: 0...40, using: &random), 2) + Array("/".utf8)
          + pick(Array("012".utf8), 1...3)
      case .counters:
        return Array("/ns-".utf8) + padded(Int.random(in: 0...60, using: &random), 3)
          + Array("/pod-".utf8) + padded(Int.random(in: 0...40, using: &random), 2)
      }
    }
  }

  /// The names under a prefix by looking at every key.
  static func reference(_ keys: [[UInt8]], _ prefix: [UInt8], _ delimiter: Delimiter)
    -> [LevelEntry]
  {
    var sizes: [[UInt8]: Int] = [:]
    var branches: Set<[UInt8]> = []
    for key in keys where key.starts(with: prefix) {
      let end = delimiter.segmentEnd(in: key, from: prefix.count)
      let name = Array(key[prefix.count..<(end ?? key.count)])
      if end != nil { branches.insert(name) }
      sizes[name, default: 0] += 1
    }
    return sizes.keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
      LevelEntry(
        name: $0, isBranch: branches.contains($0),
        count: branches.contains($0) ? .exact(sizes[$0] ?? 0) : nil)
    }
  }

  @Test(
    "Whatever the shape, the hints and the page, names come once, in order and completely",
    arguments: Shape.allCases)
  func completeness(shape: Shape) throws {
    var random = SeededGenerator(seed: 42)
    for round in 0..<25 {
      let keys = Set((0..<Int.random(in: 0...250, using: &random)).map { _ in shape.key(&random) })
        .sorted { $0.lexicographicallyPrecedes($1) }
      var server = MemoryServer(keys.map { Key($0) })
      let delimiter = round % 5 == 0 ? Delimiter(Array("a/".utf8)) : .slash
      for prefix in prefixes(keys, delimiter).shuffled(using: &random).prefix(4) + [[]] {
        var listing = LevelListing(
          prefix: prefix, delimiter: delimiter, pageSize: Int.random(in: 1...40, using: &random),
          firstKey: keys.randomElement(using: &random),
          keyCount: [nil, .exact(3), .exact(9999), .estimated(5)].randomElement(using: &random)
            ?? nil,
          knownKeys: keys.filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
            .map { Bool.random(using: &random) ? $0 : $0 + [0x2F, 0x31] }
            .sorted { $0.lexicographicallyPrecedes($1) }, isKnown: Bool.random(using: &random))
        let expected = Self.reference(keys, prefix, delimiter)
        let found = try list(&listing, &server)
        #expect(found.map(\.name) == expected.map(\.name))
        #expect(found.map(\.isBranch) == expected.map(\.isBranch))
        for (found, expected) in zip(found, expected) {
          if case .exact = found.count { #expect(found.count == expected.count) }
          if let key = found.firstKey {
            #expect(key == keys.first { $0.starts(with: prefix + found.name) })
          }
        }
      }
    }
  }

  private func prefixes(_ keys: [[UInt8]], _ delimiter: Delimiter) -> [[UInt8]] {
    var prefixes: Set<[UInt8]> = []
    for key in keys {
      var start = 0
      while let end = delimiter.segmentEnd(in: key, from: start) {
        prefixes.insert(Array(key[..<end]))
        start = end
      }
    }
    return prefixes.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Lists to the end and checks each step.
  private func list(_ listing: inout LevelListing, _ server: inout MemoryServer) throws
    -> [LevelEntry]
  {
    var found: [LevelEntry] = []
    var position: [UInt8]? = listing.prefix
    while var request = listing.nextPage() {
      var requests = 0
      reading: while true {
        requests += 1
        try #require(requests <= LevelListing.requestsPerPage)
        try #require(request.windows.count <= ListRequest.mostWindows)
        try #require(!request.windows.isEmpty)
        let progress = listing.receive(server.answer(request))
        #expect(progress.from == position)
        if let from = position, let to = progress.to {
          try #require(!to.lexicographicallyPrecedes(from), "the listing goes back")
        }
        position = progress.to
        found += progress.entries
        for entry in progress.counted {
          let index = try #require(found.firstIndex { $0.name == entry.name })
          found[index].count = entry.count
        }
        switch progress.next {
        case .request(let next): request = next
        case .more, .complete: break reading
        }
      }
    }
    #expect(position == nil)
    #expect(listing.entriesWalked == server.entriesWalked)
    server.entriesWalked = 0
    return found
  }

  @Test("All windows of a level read one revision, the first one from the quorum")
  func pinned() {
    var server = MemoryServer((0..<900).map { "k" + String($0 + 1000) })
    var listing = LevelListing(prefix: [], pageSize: 100)
    guard let first = listing.nextPage() else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(first.revision == nil)
    #expect(!first.serializable)
    let answer = server.answer(first)
    guard case .request(let second) = listing.receive(answer).next else {
      Issue.record("the page ended at once")
      return
    }
    #expect(second.revision == answer.revision)
    #expect(second.serializable)
  }

  @Test("A compacted revision restarts the level at the current one")
  func compaction() {
    var server = MemoryServer((0..<900).map { "k" + String($0 + 1000) })
    var listing = LevelListing(prefix: [], pageSize: 100)
    while listing.names == 0, let request = listing.nextPage() {
      _ = listing.receive(server.answer(request))
    }
    _ = listing.nextPage()
    let error = EtcdError(code: .compacted, message: "required revision has been compacted")
    guard case .restart(let request) = listing.recover(from: error) else {
      Issue.record("the listing did not restart")
      return
    }
    #expect(request.revision == nil)
    #expect(request.windows.first?.range.start == [0])
    #expect(listing.names == 0)
  }

  @Test("A member that is behind the revision is not asked alone")
  func behind() {
    var server = MemoryServer((0..<900).map { "k" + String($0 + 1000) })
    var listing = LevelListing(prefix: [], pageSize: 100)
    guard let first = listing.nextPage(),
      case .request = listing.receive(server.answer(first)).next
    else {
      Issue.record("the page ended at once")
      return
    }
    let error = EtcdError(code: .futureRevision, message: "required revision is a future revision")
    guard case .again(let request) = listing.recover(from: error) else {
      Issue.record("the listing gave up")
      return
    }
    #expect(!request.serializable)
    #expect(listing.recover(from: error) == .fail)
  }

  @Test("Foreign and unordered keys in an answer can't derail it")
  func hostile() {
    var listing = LevelListing(prefix: Array("/a/".utf8))
    _ = listing.nextPage()
    let keys = ["/a/x", "/b/y", "/a/b", "", "/a/x/1"].map { Key($0) }
    let progress = listing.receive(RangeAnswer(keys: keys, count: -5, revision: 3))
    #expect(progress.entries.map(\.name) == [Array("x".utf8), Array("x/".utf8)])
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
