import Testing

@testable import ExplorerModel

@Suite("What a filter leaves of a tree")
struct TreeMatchingTests {
  /// A tree that changes while answers are on their way.
  struct Subject {
    var tree = KeyTree(loading: LevelLoading(prefix: [], delimiter: .slash))
    var random: SeededGenerator
    var waiting: [(RequestID, MatchQuestion)] = []
    private var last = 0

    init(seed: Int) {
      random = SeededGenerator(seed: UInt64(seed))
      for _ in 0..<8 {
        let parent = tree.opened.randomElement(using: &random) ?? KeyTree.root
        read(parent)
        let branches = tree.branches[parent].level
        if let index = (0..<branches.count).first(where: {
          branches.isBranch(at: $0) && branches.branch(at: $0) == nil
        }) {
          open(index, of: parent)
        }
      }
    }

    private mutating func name() -> [UInt8] {
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Array("abcd".utf8).randomElement(using: &random) ?? 0
      }
    }

    mutating func open(_ index: Int, of parent: Int) {
      let path = tree.branches[parent].prefix + tree.branches[parent].level.name(at: index)
      let branch = tree.open(
        childAt: index, of: parent, loading: LevelLoading(prefix: path, delimiter: .slash))
      if Bool.random(using: &random) { tree.expand(branch) }
    }

    /// A part of a level is read, once more than can be compared at once.
    mutating func read(_ branch: Int) {
      let bounds = [name(), name()].sorted { $0.lexicographicallyPrecedes($1) }
      let count = Int.random(in: 0..<20, using: &random) == 0 ? 2000 : 30
      var names = Set((0..<count).map { _ in name() })
      names = names.filter {
        !$0.lexicographicallyPrecedes(bounds[0]) && $0.lexicographicallyPrecedes(bounds[1])
      }
      let entries = names.map { name in
        let isBranch = Bool.random(using: &random)
        return LevelEntry(name: name + (isBranch ? [0x2F] : []), isBranch: isBranch)
      }
      .filter { $0.name.lexicographicallyPrecedes(bounds[1]) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
      _ = tree.replace(from: bounds[0][...], to: bounds[1][...], with: entries, in: branch)
    }

    mutating func change() {
      guard let branch = tree.opened.randomElement(using: &random) else { return }
      let level = tree.branches[branch].level
      switch Int.random(in: 0..<6, using: &random) {
      case 0: read(branch)
      case 1 where !level.isEmpty:
        _ = tree.remove(at: Int.random(in: 0..<level.count, using: &random), of: branch)
      case 2 where !level.isEmpty:
        let index = Int.random(in: 0..<level.count, using: &random)
        if level.isBranch(at: index), level.branch(at: index) == nil {
          open(index, of: branch)
        }
      default:
        let name = name()
        if level.index(of: name) == nil {
          tree.insert(LevelEntry(name: name, isBranch: false), into: branch)
        }
      }
    }

    mutating func ask() {
      last += 1
      if let question = tree.question(RequestID(last)) {
        waiting.append((RequestID(last), question))
      }
    }

    mutating func answer() {
      guard !waiting.isEmpty else { return }
      let (id, question) = waiting.removeFirst()
      _ = tree.matching?.receive(id, question.answer())
    }

    mutating func filter(_ text: String, batch: Int) throws {
      tree.matching = TreeMatching(
        try NamePattern(text), in: tree, after: tree.matching, batchSize: batch)
    }

    /// Rows from the top by looking at everything.
    func expected(_ pattern: NamePattern, in branch: Int = KeyTree.root) -> [KeyTree.Place] {
      let level = tree.branches[branch].level
      return (0..<level.count).flatMap { index -> [KeyTree.Place] in
        let path = tree.branches[branch].prefix + level.name(at: index)
        let inside = level.branch(at: index).map { expected(pattern, in: $0) } ?? []
        guard pattern.matches(path) || !inside.isEmpty else { return [] }
        return [KeyTree.Place(branch: branch, item: .child(index))] + inside
      }
    }
  }

  @Test(
    "However the tree changes while names are compared, in the end the rows are the right ones",
    arguments: 0..<24)
  func anyChange(seed: Int) throws {
    var subject = Subject(seed: seed)
    let texts = [
      ["a", "ab", "abc"], ["~a", "~ab", "~abd"], ["!b", "!bc"], ["r:a.b", "cd", "c"],
    ]
    for text in texts[seed % texts.count] {
      try subject.filter(text, batch: [1, 3, 50, 5000][seed / 4 % 4])
      for _ in 0..<Int.random(in: 0...40, using: &subject.random) {
        switch Int.random(in: 0..<3, using: &subject.random) {
        case 0: subject.change()
        case 1: subject.ask()
        default: subject.answer()
        }
      }
    }
    let pattern = try #require(subject.tree.matching?.pattern)
    while subject.tree.matching?.isComplete == false {
      subject.ask()
      subject.answer()
    }
    subject.tree.arrangeMatches()
    let matching = try #require(subject.tree.matching)
    let expected = subject.expected(pattern)
    #expect(matching.rowCount == expected.count)
    #expect(expected.indices.map { matching.place(at: $0) } == expected)
    #expect(expected.map { matching.row(of: $0) } == Array(expected.indices))
    #expect(matching.place(at: expected.count) == nil)
    let paths = expected.map {
      subject.tree.branches[$0.branch].prefix + subject.path($0)
    }
    #expect(matching.matches == paths.count { pattern.matches($0) })
  }

  @Test("A text that is typed on looks only at what was left, and needs no more than a few bits")
  func refining() throws {
    var tree = KeyTree(loading: LevelLoading(prefix: [], delimiter: .slash))
    let entries = (0..<20_000).map {
      LevelEntry(name: Array(String($0 + 100_000).utf8), isBranch: false)
    }
    _ = tree.replace(from: [], to: nil, with: entries, in: KeyTree.root)
    func look(_ text: String) throws -> (questions: Int, names: Int) {
      tree.matching = TreeMatching(try NamePattern(text), in: tree, after: tree.matching)
      var cost = (questions: 0, names: 0)
      while let question = tree.question(RequestID(cost.questions)) {
        let answer = question.answer()
        _ = tree.matching?.receive(RequestID(cost.questions), answer)
        cost = (cost.questions + 1, cost.names + answer.matches.count)
      }
      tree.arrangeMatches()
      return cost
    }
    #expect(try look("7") == (3, 20_000))
    let sevens = try #require(tree.matching?.rowCount)
    let cost = try look("77")
    #expect(cost.names == sevens)
    #expect(tree.matching?.rowCount == (100_000..<120_000).count { String($0).contains("77") })
  }
}

extension TreeMatchingTests.Subject {
  fileprivate func path(_ place: KeyTree.Place) -> [UInt8] {
    guard case .child(let index) = place.item else { return [] }
    return tree.branches[place.branch].level.name(at: index)
  }
}
