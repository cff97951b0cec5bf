import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("The flattened key tree")
struct KeyTreeTests {
  /// The places of all rows by walking everything.
  private func flatten(_ tree: KeyTree, _ id: Int = KeyTree.root) -> [KeyTree.Place] {
    let branch = tree.branches[id]
    var places: [KeyTree.Place] = []
    if branch.notice != nil { places.append(KeyTree.Place(branch: id, item: .notice)) }
    for index in 0..<branch.level.count {
      places.append(KeyTree.Place(branch: id, item: .child(index)))
      if let child = branch.level.branch(at: index), tree.branches[child].isExpanded {
        places += flatten(tree, child)
      }
    }
    if branch.footer != .none { places.append(KeyTree.Place(branch: id, item: .footer)) }
    return places
  }

  @Test("After any changes, rows and places agree with a walk over everything")
  func randomChanges() {
    var random = SeededGenerator(seed: 7)
    var tree = KeyTree(loading: LevelLoading(prefix: [], delimiter: .slash))
    for step in 0..<1500 {
      change(&tree, &random)
      guard step % 10 == 0 else { continue }
      let expected = flatten(tree)
      #expect(tree.rowCount == expected.count)
      for row in [0, 1, expected.count / 3, expected.count / 2, expected.count - 1]
      where expected.indices.contains(row) {
        #expect(tree.place(at: row) == expected[row])
        #expect(tree.row(of: expected[row]) == row)
      }
      #expect(tree.place(at: expected.count) == nil)
    }
  }

  private func change(_ tree: inout KeyTree, _ random: inout SeededGenerator) {
    let branch = tree.opened.randomElement(using: &random) ?? KeyTree.root
    let level = tree.branches[branch].level
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3:
      let isBranch = Bool.random(using: &random)
      let name = Array(String(Int.random(in: 0..<60, using: &random)).utf8) + (isBranch ? [47] : [])
      if level.index(of: name) == nil {
        tree.insert(LevelEntry(name: name, isBranch: isBranch), into: branch)
      }
    case 4:
      if level.count > 0 {
        _ = tree.remove(at: Int.random(in: 0..<level.count, using: &random), of: branch)
      }
    case 5, 6:
      guard level.count > 0 else { return }
      let index = Int.random(in: 0..<level.count, using: &random)
      guard level.isBranch(at: index), tree.branches[branch].depth < 4 else { return }
      let loading = LevelLoading(prefix: [], delimiter: .slash)
      tree.expand(tree.open(childAt: index, of: branch, loading: loading))
    case 7:
      tree.collapse(branch)
    case 8:
      tree.setFooter([.none, .more, .empty].randomElement(using: &random) ?? .none, of: branch)
      tree.setNotice(Bool.random(using: &random) ? "notice" : nil, of: branch)
    default:
      let names = Set((0..<5).map { _ in String(Int.random(in: 0..<60, using: &random)) }).sorted()
      let from = Array((names.first ?? "").utf8)
      let to = Array((names.last ?? "").utf8) + [0]
      let entries = names.map { LevelEntry(name: Array($0.utf8), isBranch: false) }
      _ = tree.replace(from: from[...], to: to[...], with: entries, in: branch)
    }
  }

  @Test("Names of removed rows are given back")
  func compaction() {
    var level = Level()
    for round in 0..<20 {
      let entries = (0..<500).map { index in
        LevelEntry(name: Array("name-\(1000 + index)-\(round)".utf8), isBranch: index % 2 == 0)
      }
      _ = level.replace(0..<level.count, with: entries)
    }
    #expect(level.count == 500)
    #expect(level.keys == 250)
    #expect(level.name(at: 499) == Array("name-1499-19".utf8))
    #expect(level.bytesHeld < 500 * 12 * 3)
  }

  @Test(
    "Keys are cut into the segments that an operator expects",
    arguments: [
      ("/registry/pods", 0, "/registry/"), ("registry/pods", 0, "registry/"), ("//b", 0, "//"),
      ("/a//b", 3, "/"), ("/a//b", 4, nil), ("/a", 0, nil), ("/", 0, nil), ("a", 0, nil),
    ])
  func segments(key: String, start: Int, segment: String?) {
    let bytes = Array(key.utf8)
    let end = Delimiter.slash.segmentEnd(in: bytes, from: start)
    #expect(end.map { String(decoding: bytes[start..<$0], as: UTF8.self) } == segment)
  }
}
