import Testing

/// Compares a screen with what it should be, and shows what it is when they differ.
func expectScreen(
  _ screen: String, is expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard screen != expected else { return }
  let differing = zip(screen.split(separator: "\n"), expected.split(separator: "\n"))
    .enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    "The screen differs from row \(differing?.offset ?? 0) on; it is:\n\(screen)\n(end of screen)",
    sourceLocation: sourceLocation)
}
