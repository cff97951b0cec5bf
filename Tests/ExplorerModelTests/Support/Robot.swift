import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

/// Drives the reducer as a user and a cluster do: presses keys, answers effects, reads the rows.
struct Robot {
  private(set) var state: ExplorerState
  var server: MemoryServer
  /// Effects that the server does not answer, such as quitting.
  private(set) var effects: [Effect] = []
  private(set) var watches: [WatchID: (range: KeyRange, from: Revision?)] = [:]
  /// What the user may read; nil for everything.
  var allowed: [KeyRange]?
  /// What the server tells of that.
  var told: [KeyRange] = []
  /// Answers are kept back while true.
  var isHeld = false
  private var waiting: [Effect] = []

  init(_ keys: [String] = [], options: ExplorerOptions = ExplorerOptions()) {
    self.init(MemoryServer(keys), options: options)
  }

  init(
    _ server: MemoryServer, options: ExplorerOptions = ExplorerOptions(), isHeld: Bool = false,
    allowed: [KeyRange]? = nil, told: [KeyRange] = []
  ) {
    self.server = server
    self.isHeld = isHeld
    self.allowed = allowed
    self.told = told
    state = ExplorerState(options: options, now: .now)
    send(.started)
  }

  mutating func press(_ keys: KeyPress...) {
    for key in keys { send(.key(key)) }
  }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(.character(scalar)) }
  }

  /// Opens every prefix from the top, and comes back to it.
  mutating func expandAll() {
    press(.character("g"))
    while true {
      let row = state.tree.cursor.selected
      if case .branch(isExpanded: false, _) = state.tree.rows(row..<row + 1).first?.content {
        press(.right)
      }
      press(.down)
      if state.tree.cursor.selected == row { break }
    }
    press(.character("g"))
  }

  mutating func send(_ event: ExplorerEvent) {
    waiting += reduce(&state, event)
    if !isHeld { answerAll() }
  }

  /// Puts the state into a situation that no event makes.
  mutating func change(_ change: (inout ExplorerState) -> Void) { change(&state) }

  mutating func answerAll() {
    while !waiting.isEmpty { answer(waiting.removeFirst()) }
  }

  mutating func pass(_ duration: Duration) {
    send(.tick(state.now + duration))
  }

  /// Writes to the cluster and lets the open watches see it.
  mutating func put(_ key: String, _ value: String = "v") {
    let event = server.put(Key(key), value)
    deliver([event])
  }

  mutating func delete(_ key: String) {
    let event = server.delete(Key(key))
    deliver([event])
  }

  mutating func deliver(_ events: [Event]) {
    for (id, watch) in watches.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let seen = events.filter { watch.range.contains($0.keyValue.key) }
      guard let last = seen.last else { continue }
      send(.watch(id, [.events(seen, revision: last.keyValue.modRevision)]))
    }
  }

  mutating func answerOne() {
    if !waiting.isEmpty { answer(waiting.removeFirst()) }
  }

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .list(let id, let request):
      if allowed?.contains(where: { range in request.windows.allSatisfy { range.holds($0.range) } })
        ?? true
      {
        send(.listed(id, server.answer(request)))
      } else {
        let error = EtcdError(code: .permissionDenied, message: "permission denied")
        send(.requestFailed(id, error))
      }
    case .findAccess(let id): send(.accessFound(id, told))
    case .sampleKeys(let id, _): send(.keysSampled(id, []))
    case .loadValue(let id, let key, _):
      send(.valueLoaded(id, server.values[key], revision: server.revision))
    case .decodeValue(let id, let keyValue, let format, _):
      let text = String(decoding: keyValue.value, as: UTF8.self)
      let document = ValueDocument(
        format: format ?? .text, requested: format, contents: "text",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { ValueLine([ValueSpan(String($0))]) },
        size: keyValue.value.count, shownSize: keyValue.value.count)
      send(.valueDecoded(id, document))
    case .matchNames(let id, let question): send(.namesMatched(id, question.answer()))
    case .openWatch(let id, let range, let from):
      watches[id] = (range, from)
      send(.watch(id, [.started(revision: server.revision, endpoint: .test)]))
    case .closeWatch(let id): watches[id] = nil
    default: effects.append(effect)
    }
  }

  mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  var waitingEffects: [Effect] { waiting }

  mutating func takeWaiting() -> [Effect] {
    defer { waiting = [] }
    return waiting
  }

  /// The rows of the tree as text: `>` collapsed, `v` expanded, `*` before the selected one.
  var rows: [String] {
    state.tree.rows(0..<state.tree.rowCount).map { row in
      let indent = String(repeating: "  ", count: row.depth)
      let name = String(decoding: row.name, as: UTF8.self)
      let text =
        switch row.content {
        case .key: "- \(name)"
        case .branch(let isExpanded, let count):
          "\(isExpanded ? "v" : ">") \(name)\(count.map { " \($0.text)" } ?? "")"
        case .more: "(more)"
        case .loading: "(loading)"
        case .noAccess: "(no access)"
        case .failed(let error): "(failed: \(error))"
        case .empty: "(empty)"
        case .notice(let text): "(\(text))"
        }
      return indent + text + (row.isSelected ? " *" : "")
    }
  }
}

extension KeyCount {
  var text: String {
    switch self {
    case .exact(let count): "\(count)"
    case .estimated(let count): "~\(count)"
    case .atLeast(let count): ">\(count)"
    }
  }
}

extension KeyRange {
  /// Every key of the other range is one of this, as etcd's permissions are compared.
  fileprivate func holds(_ other: KeyRange) -> Bool {
    guard !end.isEmpty, !other.end.isEmpty else {
      return other.end.isEmpty && contains(Key(other.start))
    }
    let endsInside = end == [0] || other.end != [0] && !end.lexicographicallyPrecedes(other.end)
    return !other.start.lexicographicallyPrecedes(start) && endsInside
  }
}

extension Endpoint {
  static let test = Endpoint(scheme: .http, host: "127.0.0.1", port: 2379)
}

extension KeyPress {
  static let enter = KeyPress(.enter)
  static let escape = KeyPress(.escape)
  static let up = KeyPress(.up)
  static let down = KeyPress(.down)
  static let left = KeyPress(.left)
  static let right = KeyPress(.right)
  static let tab = KeyPress(.tab)
}
