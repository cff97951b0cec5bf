import EtcdModel
import Testing

@Suite("HashCheck")
struct HashCheckTests {
  private func check(_ outcomes: HashCheck.Answer.Outcome...) -> HashCheck {
    HashCheck(
      revision: 7, at: .now,
      answers: outcomes.enumerated().map { index, outcome in
        HashCheck.Answer(
          member: TimelineSubject(id: nil, name: "n\(index + 1)", endpoint: nil), outcome: outcome)
      })
  }

  @Test("Equal hashes of one compact revision are the same data")
  func equal() {
    let three = check(
      .hash(1, compactRevision: 5), .hash(1, compactRevision: 5), .hash(1, compactRevision: 5))
    #expect(three.conclusion == .equal(members: 3))
    #expect(three.words == "all 3 members hold the same data at revision 7")
    let two = check(
      .hash(1, compactRevision: 5), .failed("timed out"), .hash(1, compactRevision: 5))
    #expect(two.conclusion == .equal(members: 2))
    #expect(two.words.hasPrefix("2 of 3 members"))
  }

  @Test("Different hashes of one compact revision are a divergence, the majority named first")
  func diverged() {
    let split = check(
      .hash(2, compactRevision: 5), .hash(1, compactRevision: 5), .hash(1, compactRevision: 5))
    #expect(split.words == "DATA DIVERGED at revision 7: n2, n3 against n1")
  }

  @Test("Hashes of different compact revisions are never compared")
  func notComparable() {
    let apart = check(.hash(1, compactRevision: 5), .hash(2, compactRevision: 6))
    #expect(apart.conclusion == .notComparable)
    #expect(check(.hash(1, compactRevision: 5), .failed("no")).conclusion == .notComparable)
    #expect(check().conclusion == .notComparable)
    let equalByChance = check(.hash(1, compactRevision: 5), .hash(1, compactRevision: 6))
    #expect(equalByChance.conclusion == .notComparable)
  }
}
