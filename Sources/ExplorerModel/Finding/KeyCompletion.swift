import EtcdModel

/// What could follow a text that is typed, as the server knows it: a listing of what begins so, up to
/// the next delimiter, in a few narrow windows.
struct KeyCompletion: Sendable {
  /// Candidates that are read: more are not looked through by eye.
  private static let limit = 100

  let text: [UInt8]
  private(set) var request: RequestID?
  private var listing: LevelListing
  private var names: [[UInt8]] = []

  init(_ text: [UInt8], delimiter: Delimiter, at revision: Revision?) {
    self.text = text
    listing = LevelListing(
      prefix: text, delimiter: delimiter, pageSize: Self.limit, pin: revision)
  }

  var isDone: Bool { request == nil }

  mutating func begin(_ identifiers: inout IdentifierSource) -> [Effect] {
    listing.nextPage().map { send($0, &identifiers) } ?? []
  }

  /// - Returns: nil when the answer is to another request.
  mutating func receive(
    _ id: RequestID, _ answer: RangeAnswer, _ identifiers: inout IdentifierSource
  ) -> [Effect]? {
    guard id == request else { return nil }
    request = nil
    let progress = listing.receive(answer)
    names += progress.entries.map(\.name)
    guard case .request(let next) = progress.next else { return [] }
    return send(next, &identifiers)
  }

  private mutating func send(
    _ request: ListRequest, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    let id = identifiers.request()
    self.request = id
    return [.list(id, request)]
  }

  /// The text as far as all that begins so goes on alike; as it is while not all is known.
  var longest: [UInt8] {
    guard listing.isComplete, let first = names.first, let last = names.last else { return text }
    // They are in order: what the first and the last share, all share.
    return text + zip(first, last).prefix { $0 == $1 }.map(\.0)
  }

  /// What there is to choose from, as a sentence; nil when it is one only, and so taken.
  func words(_ sanitised: ([UInt8]) -> String) -> String? {
    guard !names.isEmpty else { return "Nothing begins so." }
    guard names.count > 1 || !listing.isComplete else { return nil }
    let shown = names.prefix(Self.shown).map { $0.isEmpty ? "(itself)" : sanitised($0) }
    let count = listing.isComplete ? "\(names.count)" : "More than \(names.count)"
    return "\(count) follow: " + shown.joined(separator: "  ")
      + (names.count > Self.shown ? "  …" : "")
  }

  private static let shown = 20
}
