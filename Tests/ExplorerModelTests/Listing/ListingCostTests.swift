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
  }

  /// Reads pages of the level, and holds each to the limit of requests.
  func list(
    _ keyspace: ComputedKeyspace, under prefix: String, firstKey: String? = nil,
    knownKeys: [String] = [], maxPages: Int = .max
  ) throws -> Cost {
    var keyspace = keyspace
    var listing = LevelListing(
      prefix: Array(prefix.utf8), firstKey: firstKey.map { Array($0.utf8) },
      knownKeys: knownKeys.map { Array($0.utf8) })
    var cost = Cost()
    var pages = 0
    while pages < maxPages, var request = listing.nextPage() {
      let before = keyspace.requests
      pages += 1
      while case .request(let next) = listing.receive(keyspace.answer(request)).next {
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
    #expect(cost.requests <= 4 * 30)
  }

  @Test("Random names: a page costs little more than its rows")
  func random() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { index in
      hexadecimal(index * 27_487_790_694 + (index &* 7919) % 1000, 16)
    }
    let cost = try list(keyspace, under: "", firstKey: "0000000000000000", maxPages: 30)
    #expect(cost.names >= 30 * 200)
    #expect(cost.walked <= 3 * cost.names)
    #expect(cost.firstPageWalked <= 12_000)
    #expect(cost.requests <= 6 * 30)
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

  @Test("Dense branches that are alike: the whole level costs three entries a row")
  func dense() throws {
    let first = "/r/pods/ns-0000/pod-00000"
    let cost = try list(namespaces(1000), under: "/r/pods/", firstKey: first)
    #expect(cost.isComplete)
    #expect(cost.names == 1000)
    // Branches are measured ever more seldom while they stay as large.
    #expect(cost.walked <= 12 * Self.keys / 1000)
    #expect(cost.requests <= 1100)
    let whole = try list(namespaces(1000), under: "/r/pods/")
    #expect(whole.walked <= Self.keys + 12 * Self.keys / 1000)
  }

  @Test("Small branches: one window finds many")
  func small() throws {
    let keyspace = ComputedKeyspace(count: Self.keys) { index in
      Array("/s/svc-".utf8) + padded(index / 10, 6) + Array("/".utf8) + padded(index % 10, 1)
    }
    let cost = try list(keyspace, under: "/s/", firstKey: "/s/svc-000000/0", maxPages: 20)
    #expect(cost.names >= 20 * 100)
    #expect(cost.walked <= 15 * cost.names)
    #expect(cost.requests <= 5 * 20)
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
    #expect(cost.firstPageWalked <= 4000)
    #expect(cost.walked <= 10_000)
  }

  @Test("The kinds of a large cluster, with names and sizes unlike each other")
  func kinds() throws {
    let first = "/registry/apiextensions/ns-00000/name-0000"
    let cost = try list(Kubernetes.keyspace, under: "/registry/", firstKey: first)
    #expect(cost.names == Kubernetes.kinds.count)
    #expect(cost.isComplete)
    // A large branch is walked again when a neighbour before it is found in the same window.
    #expect(cost.walked <= 3 * Self.keys / 2)
    #expect(cost.requests <= 3 * LevelListing.requestsPerPage)
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

  @Test(
    "Random names: each branch is walked once, and a huge one seldom again with its neighbour",
    arguments: [
      (2, 1.0), (10, 1.0), (40, 1.03), (100, 1.03), (300, 1.1), (1000, 2.1), (50_000, 1.5),
    ])
  func randomBranches(size: Int, factor: Double) throws {
    let keyspace = hashes(200, size: size)
    let first = String(decoding: keyspace.key(0), as: UTF8.self)
    for firstKey in [nil, first] {
      let cost = try list(keyspace, under: "/h/", firstKey: firstKey)
      #expect(cost.isComplete)
      #expect(cost.names == 200)
      #expect(Double(cost.walked) <= factor * Double(keyspace.count) + 3 * 200)
    }
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
    #expect(pods.walked <= 4000)
    #expect(pods.names >= 20)
  }

  @Test("Wrong hints cost requests, not walks")
  func wrongHints() throws {
    let known = ["/registry/aaa/1", "/registry/nothing/1", "/registry/zzz/1"]
    let cost = try list(Kubernetes.keyspace, under: "/registry/", knownKeys: known)
    #expect(cost.names == Kubernetes.kinds.count)
    #expect(cost.walked <= 3 * Self.keys / 2)
  }
}
