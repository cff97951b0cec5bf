import EtcdModel
import ExplorerModel
import TerminalModel

/// Performs the reducer's effects on a keyspace in memory.
struct FakeServer {
  private(set) var state: ExplorerState
  /// What every value is shown as.
  var document = Fixture.document
  /// What a hash check finds; nil where no member answers.
  var hashes: HashCheck?

  init(_ state: ExplorerState) {
    self.state = state
  }

  static let keys: [Key] = {
    var keys = [
      "/app/config/web", "/app/feature-flags", "/app/größe-配置", "/app/locks/deploy",
      "/registry/configmaps/default/kube-root-ca.crt",
      "/registry/configmaps/kube-system/coredns", "/registry/configmaps/kube-system/kube-proxy",
      "/registry/configmaps/kube-system/kubeadm-config", "/registry/services/default/kubernetes",
    ].map { Key($0) }
    keys += (10..<50).map { Key("/registry/events/default/web-\($0)") }
    keys += (10..<30).map { Key("/registry/leases/kube-node-lease/n-\($0)") }
    keys.append(Key(Array("/app/f".utf8) + [0xFF] + Array("\u{1B}[31mRED".utf8)))
    return keys.sorted()
  }()

  mutating func send(_ event: ExplorerEvent) {
    var effects = reduce(&state, event)
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      for answer in answers(to: effect) { effects += reduce(&state, answer) }
    }
  }

  /// Each character is a key; `\r` is Enter.
  mutating func press(_ keys: String) {
    for scalar in keys.unicodeScalars { press(scalar) }
  }

  mutating func press(_ scalar: Unicode.Scalar) {
    send(.key(scalar == "\r" ? KeyPress(.enter) : .character(scalar)))
  }

  /// Opens a watch in the watches pane and lets it deliver.
  mutating func watch(_ prefix: String, _ updates: [WatchUpdate]) {
    press("3w" + prefix + "\r")
    deliver(updates, toWatch: state.watches.entries.count - 1)
  }

  /// To one of the user's watches, the first being 0.
  mutating func deliver(_ updates: [WatchUpdate], toWatch index: Int) {
    send(.watch(state.watches.entries[index].id, updates))
  }

  private func answers(to effect: Effect) -> [ExplorerEvent] {
    switch effect {
    case .sampleKeys(let id, _): return [.keysSampled(id, [])]
    case .checkHashes(let id): return [.hashChecked(id, hashes)]
    case .list(let id, let request):
      let windows = request.windows.map { window in
        let matching = Self.keys.filter { window.range.contains($0) }
        return RangeAnswer.Window(
          keys: Array(matching.prefix(window.limit)), count: matching.count)
      }
      return [.listed(id, RangeAnswer(windows: windows, revision: 1_482_900))]
    case .loadValue(let id, let key, _):
      let pair = KeyValue(
        key: key, value: Array(repeating: 65, count: 1102), createRevision: 9121,
        modRevision: 1_482_710, version: 7, lease: LeaseID(0x694d_7a91))
      return [.valueLoaded(id, pair, revision: 1_482_900)]
    case .matchNames(let id, let question):
      return [.namesMatched(id, question.answer())]
    case .decodeValue(let id, _, _, _): return [.valueDecoded(id, document)]
    case .openWatch(let id, _, let revision):
      if state.watches.entries.contains(where: { $0.id == id }) { return [] }
      return [
        .watch(id, [.started(revision: revision ?? 1_482_900, endpoint: Fixture.endpoint(1))])
      ]
    default: return []
    }
  }
}
