import EtcdModel
import Testing

@testable import ExplorerModel

/// Entries walked are the sum of all counts: exact, and the measure of what a listing costs.
@Suite("What listing costs a server of ten million keys")
struct ListingCostTests {
  static let keys = 10_000_000

  struct Cost {
    var names = 0
    var requests = 0
    var walked = 0
    var firstPageWalked = 0
    var isComplete = false
    /// Branches, and those of them whose keys are known exactly.
    var branches = 0
    var counted = 0

    mutating func note(_ progress: LevelListing.Progress) {
      for entry in progress.entries where entry.isBranch {
        branches += 1
        if case .exact = entry.count { counted += 1 }
      }
      counted += progress.counted.count
    }
  }

  /// Reads pages of the level, and holds each to the limit of requests.
  func list(
    _ keyspace: ComputedKeyspace, under prefix: String, firstKey: String? = nil,
    knownKeys: [String] = [], isKnown: Bool = false, maxPages: Int = .max
  ) throws -> Cost {
    var keyspace = keyspace
    var listing = LevelListing(
      prefix: Array(prefix.utf8), firstKey: firstKey.map { Array($0.utf8) },
      knownKeys: knownKeys.map { Array($0.utf8) }, isKnown: isKnown)
    var cost = Cost()
    var pages = 0
    while pages < maxPages, var request = listing.nextPage() {
      let before = keyspace.requests
      pages += 1
      while true {
        let progress = listing.receive(keyspace.answer(request))
        cost.note(progress)
        guard case .request(let next) = progress.next else { break }
        request = next
      }
      try #require(keyspace.requests - before <= LevelListing.requestsPerPage)
      if pages == 1 { cost.firstPageWalked = keyspace.entriesWalked }
    }
    cost.names = listing.names
    cost.requests = keyspace.requests
    cost.walked = keyspace.entriesWalked
    cost.isComplete = listing.isComplete
    return cost
  }

  @Test("Keys without a delimiter: a page costs little more than its rows")
  func flat() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { Array("k".utf8) + padded($0, 8) }
    let cost = try list(keyspace, under: "", firstKey: "k00000000", maxPages: 30)
    #expect(cost.names >= 30 * 200)
    #expect(cost.walked <= 2 * cost.names)
    #expect(cost.firstPageWalked <= 2000)
    #expect(cost.requests <= 2 * 30)
  }

  @Test("Random names: a page costs little more than its rows")
  func random() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { index in
      hexadecimal(index * 27_487_790_694 + (index &* 7919) % 1000, 16)
    }
    let cost = try list(keyspace, under: "", firstKey: "0000000000000000", maxPages: 30)
    #expect(cost.names >= 30 * 200)
    #expect(cost.walked <= 2 * cost.names)
    #expect(cost.firstPageWalked <= 2000)
    #expect(cost.requests <= 4 * 30)
  }

  @Test("Without a hint the first key costs one walk, and the pages behind it nothing more")
  func noHint() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { Array("k".utf8) + padded($0, 8) }
    let cost = try list(keyspace, under: "", maxPages: 30)
    #expect(cost.walked <= Self.keys + 3 * cost.names)
  }

  private func namespaces(_ namespaces: Int) -> ComputedKeyspace {
    let size = Self.keys / namespaces
    return ComputedKeyspace(count: Self.keys) { index in
      Array("/r/pods/ns-".utf8) + padded(index / size, 4) + Array("/pod-".utf8)
        + padded(index % size, 5)
    }
  }

  @Test("Dense branches that are numbered: the whole level costs an entry or two a row")
  func dense() throws {
    let first = "/r/pods/ns-0000/pod-00000"
    let cost = try list(namespaces(1000), under: "/r/pods/", firstKey: first)
    #expect(cost.isComplete)
    #expect(cost.names == 1000)
    #expect(cost.walked <= 2 * cost.names)
    #expect(cost.requests <= 60)
    let whole = try list(namespaces(1000), under: "/r/pods/")
    #expect(whole.walked <= Self.keys + 3 * whole.names)
  }

  @Test("Small branches: one window finds many")
  func small() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { index in
      Array("/s/svc-".utf8) + padded(index / 10, 6) + Array("/".utf8) + padded(index % 10, 1)
    }
    let cost = try list(keyspace, under: "/s/", firstKey: "/s/svc-000000/0", maxPages: 20)
    #expect(cost.names >= 20 * 100)
    #expect(cost.walked <= 15 * cost.names)
    #expect(cost.requests <= 10 * 20)
  }

  @Test("One huge branch among small ones is walked once")
  func huge() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { index in
      switch index {
      case ..<5000: Array("/x/a".utf8) + padded(index, 5) + Array("/v".utf8)
      case ..<(Self.keys - 5000): Array("/x/m/".utf8) + padded(index, 8)
      default: Array("/x/z".utf8) + padded(index, 8) + Array("/v".utf8)
      }
    }
    let cost = try list(keyspace, under: "/x/")
    #expect(cost.isComplete)
    #expect(cost.names == 10_001)
    #expect(cost.walked <= Self.keys + 3 * cost.names)
  }

  @Test("Opening /registry/pods/ of a large cluster costs a few thousand entries")
  func pods() throws {
    let first = "/registry/pods/ns-00000/name-0000"
    let cost = try list(
      Kubernetes.keyspace, under: "/registry/pods/", firstKey: first, maxPages: 10)
    #expect(cost.names >= 200)
    #expect(cost.firstPageWalked <= 1000)
    #expect(cost.walked <= 2 * cost.names)
  }

  @Test("The kinds of a large cluster, with names and sizes unlike each other")
  func kinds() throws {
    let first = "/registry/apiextensions/ns-00000/name-0000"
    let cost = try list(Kubernetes.keyspace, under: "/registry/", firstKey: first)
    #expect(cost.names == Kubernetes.kinds.count)
    #expect(cost.isComplete)
    // Small branches before a large one may be walked again with its neighbour.
    #expect(cost.walked <= Self.keys + Self.keys / 100)
    #expect(cost.requests <= 2 * LevelListing.requestsPerPage)
    #expect(cost.counted >= cost.names - 2)
  }

  @Test("The root of a cluster with one prefix costs one walk")
  func root() throws {
    let keyspace = Kubernetes.keyspace
    let cost = try list(keyspace, under: "")
    #expect(cost.names == 1)
    #expect(cost.walked == keyspace.count)
    #expect(cost.requests <= LevelListing.requestsPerPage)
  }

  /// Branches of `size` keys each, with names as hashes are.
  private func hashes(_ branches: Int, size: Int) -> ComputedKeyspace {
    var random = SeededGenerator(seed: 11)
    let names = (0..<branches).map { _ in random.next() >> 1 }.sorted()
    return ComputedKeyspace(count: branches * size) { index in
      Array("/h/".utf8) + hexadecimal(Int(names[index / size]), 16) + Array("/k".utf8)
        + padded(index % size, 6)
    }
  }

  /// Expected entries: a window of a comb holds a second large branch in one case of sixteen.
  @Test(
    "Random names: each branch is walked once, and a large one seldom again with its neighbour",
    arguments: [
      (2, 1.0), (10, 1.0), (40, 1.0), (100, 1.02), (300, 1.1), (1000, 1.1), (50_000, 1.1),
    ])
  func randomBranches(size: Int, factor: Double) throws {
    let keyspace = hashes(200, size: size)
    let first = String(decoding: keyspace.key(0), as: UTF8.self)
    for firstKey in [nil, first] {
      let cost = try list(keyspace, under: "/h/", firstKey: firstKey)
      #expect(cost.isComplete)
      #expect(cost.names == 200)
      #expect(Double(cost.walked) <= factor * Double(keyspace.count) + 3 * 200)
      // What a window holds but for what is listed behind a branch is the branch's.
      #expect(cost.counted >= 190)
    }
  }

  @Test("Thousands of branches of random names: as many entries as there are keys, few requests")
  func manyRandomBranches() throws {
    let cost = try list(hashes(2000, size: 5000), under: "/h/")
    #expect(cost.isComplete && cost.names == 2000)
    #expect(cost.walked <= 11 * Self.keys / 10)
    #expect(cost.requests <= LevelListing.requestsPerPage * 2000 / 150)
  }

  @Test(
    "Numbers in several groups: the next group is found without walking it",
    arguments: [(1, 1.0), (30, 2.0), (1000, 1.01)])
  func groups(size: Int, factor: Double) throws {
    let keyspace = ComputedKeyspace(count: 2000 * size) { index in
      let name = index / size
      return Array("/g/team-".utf8) + [UInt8(ascii: "a") + UInt8(name / 200)] + Array("-".utf8)
        + padded(name % 200, 4) + Array("/v".utf8) + padded(index % size, 6)
    }
    let first = String(decoding: keyspace.key(0), as: UTF8.self)
    for firstKey in [nil, first] {
      let cost = try list(keyspace, under: "/g/", firstKey: firstKey)
      #expect(cost.isComplete && cost.names == 2000)
      #expect(Double(cost.walked) <= factor * Double(keyspace.count) + 3 * 2000)
    }
  }

  /// Names of few syllables: what was read tells where others are, but a bunch that is met by surprise
  /// is looked at again more narrowly.
  @Test("Words: large branches are walked one and a half times", arguments: [3, 3000])
  func words(size: Int) throws {
    let syllables = [
      "ba", "co", "di", "fe", "gra", "ho", "in", "ju", "ka", "lo", "mi", "no", "pre", "qu", "re",
      "sta", "tu", "ver", "wo", "xe", "ya", "zo",
    ]
    var random = SeededGenerator(seed: 5)
    var words: Set<String> = []
    while words.count < 600 {
      let count = Int.random(in: 2...5, using: &random)
      words.insert(
        (0..<count).map { _ in syllables.randomElement(using: &random) ?? "" }.joined())
    }
    let names = words.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    let keyspace = ComputedKeyspace(count: 600 * size) { index in
      Array("/w/".utf8) + names[index / size] + Array("/v".utf8) + padded(index % size, 6)
    }
    let cost = try list(keyspace, under: "/w/")
    #expect(cost.isComplete && cost.names == 600)
    #expect(cost.walked <= 3 * keyspace.count / 2 + 3 * 600)
  }

  @Test(
    "Words in bunches that nothing suggests: a bunch is walked once more to tell its names apart")
  func bunches() throws {
    var random = SeededGenerator(seed: 9)
    func word(_ length: Int) -> String {
      String(
        (0..<length).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
    }
    let names = (0..<40).flatMap { _ in
      let bunch = word(8)
      return (0..<12).map { _ in Array("\(bunch)-\(word(5))".utf8) }
    }.sorted { $0.lexicographicallyPrecedes($1) }
    let size = 3000
    let keyspace = ComputedKeyspace(count: names.count * size) { index in
      Array("/b/".utf8) + names[index / size] + Array("/v".utf8) + padded(index % size, 6)
    }
    let cost = try list(keyspace, under: "/b/")
    #expect(cost.isComplete && cost.names == names.count)
    #expect(cost.walked <= 9 * keyspace.count / 4 + 3 * names.count)
  }

  @Test("A level that is read again costs an entry a branch, whatever lies under them")
  func again() throws {
    let keyspace = hashes(1000, size: 10_000)
    let known = (0..<1000).map { String(decoding: keyspace.key($0 * 10_000), as: UTF8.self) }
    let cost = try list(keyspace, under: "/h/", knownKeys: known, isKnown: true)
    #expect(cost.isComplete && cost.names == 1000)
    #expect(cost.walked <= 1100)
    #expect(cost.requests <= 32)
    // Branches that came since, and keys that are gone, are found by what they hold.
    let part = known.enumerated().filter { $0.offset % 3 > 0 }.map(\.element)
    let partly = try list(keyspace, under: "/h/", knownKeys: part, isKnown: true)
    #expect(partly.isComplete && partly.names == 1000)
    #expect(partly.walked <= keyspace.count * 2 / 5)
    let gone = try list(keyspace, under: "/h/", knownKeys: known.map { $0 + "x" }, isKnown: true)
    #expect(gone.isComplete && gone.names == 1000)
    #expect(gone.walked <= keyspace.count + 3 * 1000)
  }

  @Test("Known keys show where huge branches are: a page costs a fraction of one")
  func knownKeys() throws {
    let known = [
      "/registry/configmaps/ns-00003/name-0007", "/registry/events/ns-04000/name-0099",
      "/registry/leases/ns-00001/name-0100", "/registry/pods/ns-00100/name-0077",
      "/registry/pods/ns-00300/name-0077",
    ]
    let root = try list(Kubernetes.keyspace, under: "", knownKeys: known)
    #expect(root.isComplete && root.names == 1)
    #expect(root.walked <= 3)
    #expect(root.requests <= 16)
    let kinds = try list(Kubernetes.keyspace, under: "/registry/", knownKeys: known)
    #expect(kinds.names == Kubernetes.kinds.count)
    #expect(kinds.walked <= 250_000)
    let pods = try list(
      Kubernetes.keyspace, under: "/registry/pods/", knownKeys: known, maxPages: 1)
    #expect(pods.walked <= 100_000)
    #expect(pods.names >= 200)
  }

  @Test("Recently written keys of a few numbered branches make opening all of them cheap")
  func recentKeys() throws {
    func key(_ index: Int) -> [UInt8] {
      Array("/registry/pods/ns-".utf8) + padded(index / 500, 4) + Array("/name-".utf8)
        + padded(index % 500, 4)
    }
    let keyspace = ComputedKeyspace(count: 500_000, key: key)
    let known = (50..<250).filter { $0 % 5 == 3 }.map { key($0 * 7919 % 500_000) }
      .sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
    let cost = try list(keyspace, under: "/registry/pods/", knownKeys: known, maxPages: 1)
    #expect(cost.names >= 200)
    #expect(cost.walked <= 1000)
  }

  @Test("Wrong hints cost requests, not walks")
  func wrongHints() throws {
    let known = ["/registry/aaa/1", "/registry/nothing/1", "/registry/zzz/1"]
    let cost = try list(Kubernetes.keyspace, under: "/registry/", knownKeys: known)
    #expect(cost.names == Kubernetes.kinds.count)
    #expect(cost.walked <= Self.keys + Self.keys / 100)
  }
}
