/// How well a text answers to what was typed of it: each typed letter stands in it, in order.
///
/// Letters at the beginning of a word and letters that follow one another count more, so that `hc`
/// finds "Hash check" before "the cursor", and a shorter text comes before a longer one.
enum FuzzyScore {
  private static let perLetter = 1
  private static let atWordStart = 8
  private static let inARow = 5

  /// nil when a letter is missing. Case does not matter; blanks in what was typed do not either.
  static func of(_ typed: String, in text: String) -> Int? {
    let needle = letters(typed).filter { $0 != " " }
    let letters = letters(text)
    var score = 0
    var next = 0
    var last: Int?
    for (index, letter) in letters.enumerated() where next < needle.count {
      guard letter == needle[next] else { continue }
      score += perLetter
      if index == 0 || !letters[index - 1].properties.isAlphabetic { score += atWordStart }
      if let last, last == index - 1 { score += inARow }
      last = index
      next += 1
    }
    return next == needle.count ? score * 100 - letters.count : nil
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] {
    Array(text.lowercased().unicodeScalars)
  }
}
