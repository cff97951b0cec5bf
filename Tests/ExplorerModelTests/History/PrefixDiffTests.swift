import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("The difference of a prefix between two revisions")
struct PrefixDiffTests {
  /// Answers pages of `size` keys from two keyspaces.
  private func changes(
    _ old: [String: Revision], _ new: [String: Revision], pageSize size: Int
  ) -> [PrefixDiff.Change] {
    var diff = PrefixDiff(range: .prefix(Array("/".utf8)), between: 9, and: 5)
    var changes: [PrefixDiff.Change] = []
    while let page = diff.nextPage {
      let side = page.side == .older ? old : new
      #expect(page.revision == (page.side == .older ? 5 : 9))
      let entries = side.map { PrefixDiff.Entry(key: Key($0.key), modRevision: $0.value) }
        .filter { page.range.contains($0.key) }.sorted { $0.key < $1.key }
      changes += diff.receive(
        Array(entries.prefix(size)), more: entries.count > size, for: page)
    }
    #expect(diff.compared == old.count + new.count)
    return changes
  }

  @Test("Keys are added, changed or removed; those that were not written are left out")
  func kinds() {
    let found = changes(
      ["/a": 1, "/b": 2, "/c": 3], ["/b": 2, "/c": 8, "/d": 9], pageSize: 10)
    #expect(found.map(\.kind) == [.removed, .changed, .added])
    #expect(found.map(\.key) == [Key("/a"), Key("/c"), Key("/d")])
    #expect(found.map(\.before) == [1, 3, nil])
    #expect(found.map(\.after) == [nil, 8, 9])
  }

  @Test("Pages of any size find the same as a comparison of the whole", arguments: 1...5)
  func pages(size: Int) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      var old: [String: Revision] = [:]
      var new: [String: Revision] = [:]
      for number in 0..<12 {
        if Bool.random(using: &random) { old["/\(number)"] = 1 }
        if Bool.random(using: &random) { new["/\(number)"] = Bool.random(using: &random) ? 1 : 7 }
      }
      let expected = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        .map { Key($0) }.sorted()
      #expect(changes(old, new, pageSize: size).map(\.key) == expected)
    }
  }
}
