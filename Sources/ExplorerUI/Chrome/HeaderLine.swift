import EtcdModel
import ExplorerModel
import TerminalModel
import Themes

/// The top line: which cluster this is, whether it is well, and what we cost it.
struct HeaderLine {
  let header: Header
  let now: ContinuousClock.Instant
  let isPending: Bool
  /// Our own load stands in the line of tabs, where there is one.
  let showsLoad: Bool
  /// Named here where no border names it.
  let pane: Pane?
  /// Of the tree, where that is not now.
  let pastRevision: Revision?

  init(_ state: ExplorerState, _ layout: ScreenLayout) {
    header = state.header
    now = state.now
    isPending = state.members.snapshot?.members.allSatisfy(\.isPending) ?? true
    showsLoad = layout.tabs == nil
    pane = layout.hasBorders ? nil : state.focus
    pastRevision = state.pastRevision
  }

  private struct Fact {
    var text: StyledText
    /// Where the line is narrow; nil when there is no shorter form.
    var short: StyledText?
    /// Dropped before facts of a lower number, where there is no room.
    var rank: Int
    var isAtRight = false
  }

  func draw(in line: Rect, on painter: inout Painter) {
    painter.fillRow(.headerBackground, in: line)
    let room = line.text
    let width = painter.width
    var facts = facts(painter)
    var gap = 3
    if columns(facts, gap: gap, width) > room.width { gap = 2 }
    func isTooLong() -> Bool { columns(facts, gap: gap, width) > room.width }
    let leastFirst = facts.indices.sorted { facts[$0].rank > facts[$1].rank }
    for index in leastFirst where isTooLong() {
      facts[index].text = facts[index].short ?? facts[index].text
    }
    for index in leastFirst where isTooLong() && facts[index].rank > 0 {
      facts[index].text = StyledText()
    }
    facts.removeAll { $0.text.isEmpty }
    draw(facts, gap: gap, in: room, &painter)
  }

  private func columns(_ facts: [Fact], gap: Int, _ width: ScalarWidth) -> Int {
    facts.reduce(-gap) { $0 + ($1.text.isEmpty ? 0 : $1.text.columns(width) + gap) }
  }

  private func draw(_ facts: [Fact], gap: Int, in room: Rect, _ painter: inout Painter) {
    var x = room.x
    for fact in facts {
      let columns = fact.text.columns(painter.width)
      if fact.isAtRight { x = max(x, room.maxX - columns) }
      guard x < room.maxX else { return }
      painter.draw(
        fact.text, x: x, y: room.y, columns: min(columns, room.maxX - x), row: .headerBackground)
      x += columns + gap
    }
  }

  private func facts(_ painter: Painter) -> [Fact] {
    let sanitiser = Sanitiser(width: painter.width)
    let cluster = sanitiser.text(
      header.clusterName.isEmpty && header.isDemo ? "demo" : header.clusterName)
    var facts = [name(cluster), access, Fact(text: up(painter.glyphs), rank: 0)]
    if let pane {
      facts.insert(Fact(text: StyledText("[\(pane.title)]", .uiTitleFocus), rank: 0), at: 1)
    }
    if let pastRevision {
      facts.insert(
        Fact(text: StyledText(" AT REVISION \(pastRevision) (past) ", .headerPast), rank: 0), at: 1)
    }
    if let answeredAt = header.answeredAt, now - answeredAt > .seconds(5) {
      facts.append(
        Fact(text: StyledText("last answer \(Format.ago(now - answeredAt))", .statusStale), rank: 1)
      )
    }
    if header.membersUp > 0 { facts.append(leader(sanitiser, painter.glyphs)) }
    facts += numbers
    if header.membersUp > 0 || !header.alarms.isEmpty {
      facts.append(Fact(text: alarms, rank: header.alarms.isEmpty ? 5 : 0))
    }
    if header.hasDiverged { facts.append(Fact(text: StyledText("DATA DIVERGED", .alarm), rank: 0)) }
    if showsLoad {
      facts.append(Fact(text: cost, short: StyledText(), rank: 8))
      facts.append(Fact(text: Self.load(header), rank: 3, isAtRight: true))
    }
    return facts
  }

  private func name(_ cluster: String) -> Fact {
    let name = StyledText("etcdscope", .headerName)
    guard !cluster.isEmpty else { return Fact(text: name, rank: 0) }
    return Fact(
      text: name + StyledText(" " + cluster, .headerCluster),
      short: StyledText(cluster, .headerName), rank: 0)
  }

  private var access: Fact {
    header.isReadOnly
      ? Fact(
        text: StyledText(header.isProtected ? "protected" : "read-only", .headerReadOnly),
        short: StyledText(header.isProtected ? "PROT" : "RO", .headerReadOnly),
        rank: 4)
      : Fact(text: StyledText(" WRITES ", .headerReadWrite), rank: 0)
  }

  private func up(_ glyphs: GlyphSet) -> StyledText {
    guard header.members > 0, !isPending else { return StyledText("connecting", .statusBusy) }
    let (mark, role): (Unicode.Scalar, ThemeRole) =
      switch header.membersUp {
      case header.members: (glyphs.ok, .healthOK)
      case 0: (glyphs.down, .healthDown)
      default: (glyphs.warning, .healthSlow)
      }
    return StyledText("\(mark) \(header.membersUp)/\(header.members) up", role)
  }

  private func leader(_ sanitiser: Sanitiser, _ glyphs: GlyphSet) -> Fact {
    guard let leader = header.leader.map({ sanitiser.text($0) }) else {
      return Fact(text: StyledText("\(glyphs.warning) no leader", .statusCritical), rank: 0)
    }
    return Fact(
      text: StyledText("leader ", .uiDim) + StyledText(leader, .roleLeader),
      short: StyledText("\(glyphs.leader) \(leader)", .roleLeader), rank: 1)
  }

  private var numbers: [Fact] {
    func fact(_ name: String, _ value: String, short: String? = nil, rank: Int) -> Fact {
      func text(_ value: String) -> StyledText {
        StyledText(name + " ", .uiDim) + StyledText(value, .headerForeground)
      }
      return Fact(text: text(value), short: short.map(text), rank: rank)
    }
    var facts: [Fact] = []
    if let term = header.term { facts.append(fact("term", "\(term)", rank: 7)) }
    if let revision = header.revision {
      facts.append(fact("rev", Format.grouped(revision), short: "\(revision)", rank: 2))
    }
    if let size = header.dbSize {
      var used = ""
      // In bytes: a share would be taken for that of the quota.
      if let inUse = header.dbSizeInUse, inUse > 0 { used = ", \(Format.bytes(inUse)) in use" }
      facts.append(fact("db", Format.bytes(size) + used, short: Format.bytes(size), rank: 6))
    }
    return facts
  }

  private var alarms: StyledText {
    guard !header.alarms.isEmpty else {
      return StyledText("alarms ", .uiDim) + StyledText("0", .headerForeground)
    }
    let kinds = header.alarms.reduce(into: [String]()) { kinds, alarm in
      if !kinds.contains(alarm.kind.description) { kinds.append(alarm.kind.description) }
    }
    return StyledText("ALARM " + kinds.joined(separator: " "), .alarm)
  }

  /// What we ask of the cluster.
  static func load(_ header: Header) -> StyledText {
    StyledText("own ", .uiDim)
      + StyledText("\(Format.rate(header.rpcPerSecond)) RPC/s", .headerForeground)
      + StyledText(" \(Format.bytes(header.bytesPerSecond))/s", .headerForeground)
  }

  /// What our load does not say: the servers' work for our listings, and what they keep for us.
  private var cost: StyledText {
    StyledText("walked ", .uiDim)
      + StyledText(Format.grouped(header.entriesWalked), .headerForeground)
      + StyledText("  watches ", .uiDim) + StyledText("\(header.openWatches)", .headerForeground)
  }
}
