import EtcdModel
import Testing

@testable import ValueFormats

@Suite("What differs between two values")
struct ValueDiffTests {
  private func diff(_ old: String, _ new: String) -> [String] {
    ValueDiff.document(from: Array(old.utf8), to: Array(new.utf8)).text
  }

  @Test("Lines that changed have a sign and equal ones around them; the rest is counted")
  func lines() {
    let old = (1...20).map { "line \($0)" }
    var new = old
    new[9] = "other"
    #expect(
      diff(old.joined(separator: "\n"), new.joined(separator: "\n")) == [
        "@@ 6 equal lines @@", "  line 7", "  line 8", "  line 9", "- line 10", "+ other",
        "  line 11", "  line 12", "  line 13", "@@ 7 equal lines @@",
      ])
  }

  @Test("JSON is compared member by member: neither layout nor a comma is a change")
  func json() {
    #expect(
      diff(#"{"a":1,"b":2}"#, #"{"a": 1, "b": 2, "c": 3}"#) == [
        "  {", #"    "a": 1,"#, #"    "b": 2,"#, #"+   "c": 3"#, "  }",
      ])
    #expect(diff(#"{"a":1}"#, #"{ "a": 1 }"#).isEmpty)
  }

  @Test("A value that was not there before, or is not any more, is said to be so")
  func ends() {
    let created = ValueDiff.document(from: nil, to: Array("a\nb".utf8))
    #expect(created.text == ["+ a", "+ b"])
    #expect(created.note == "the key did not exist before")
    let deleted = ValueDiff.document(from: Array("a\nb".utf8), to: nil)
    #expect(deleted.text == ["- a", "- b"])
    #expect(deleted.note == "the key does not exist after")
  }

  @Test("A text that became binary is compared as bytes")
  func formats() {
    let document = ValueDiff.document(from: Array("abc".utf8), to: [0xFF, 0])
    #expect(document.format == .hex)
    #expect(document.spans(.added).count == 1 && document.spans(.removed).count == 1)
  }

  @Test("Bytes are compared by lines wherever they lie: an offset is no change")
  func offsets() {
    let line = [UInt8](0x80..<0x90)
    let document = ValueDiff.document(from: line, to: [UInt8](repeating: 0xFF, count: 16) + line)
    #expect(document.contents.hasPrefix("+1 -0 lines"))
  }

  @Test("Composed and decomposed letters differ, though they look alike")
  func bytesDecide() {
    #expect(diff("\u{E9}", "e\u{301}").count == 2)
  }

  @Test("The steps turn the old into the new with no more edits than needed", arguments: 0..<40)
  func steps(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let old = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      Int.random(in: 0...3, using: &random)
    }
    let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      Int.random(in: 0...3, using: &random)
    }
    let difference = LineDifference(from: old, to: new)
    var rebuiltOld: [Int] = []
    var rebuiltNew: [Int] = []
    for step in difference.steps {
      switch step {
      case .both(let before, let after):
        #expect(old[before] == new[after])
        rebuiltOld.append(old[before])
        rebuiltNew.append(new[after])
      case .removed(let index): rebuiltOld.append(old[index])
      case .added(let index): rebuiltNew.append(new[index])
      }
    }
    #expect(rebuiltOld == old && rebuiltNew == new)
    #expect(difference.added + difference.removed == shortest(old, new))
  }

  @Test("What differs everywhere is bounded: taken out and put in as a whole")
  func bounded() {
    let difference = LineDifference(from: Array(0..<20_000), to: Array(30_000..<50_000))
    #expect(difference.removed == 20_000 && difference.added == 20_000)
  }

  @Test("Changes are counted in lines, or in bytes where lines mean nothing")
  func changes() {
    #expect(ValueDiff.change(from: [1, 0], to: [1, 0, 255]).words == "+1 B")
    #expect(ValueDiff.change(from: [1, 0], to: [1, 1]).words == "other bytes")
    #expect(ValueDiff.change(from: Array("a".utf8), to: Array("b".utf8)).words == "+1 -1 lines")
    #expect(ValueDiff.change(from: [9], to: [9]).words == "same value")
  }

  /// By the table of longest common subsequences.
  private func shortest(_ old: [Int], _ new: [Int]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices {
      for j in new.indices {
        table[i + 1][j + 1] =
          old[i] == new[j] ? table[i][j] + 1 : max(table[i][j + 1], table[i + 1][j])
      }
    }
    return old.count + new.count - 2 * table[old.count][new.count]
  }
}
