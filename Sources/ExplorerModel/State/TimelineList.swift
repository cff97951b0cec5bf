import EtcdModel

extension ListOverlay {
  /// What changed in the cluster, in order.
  static func timeline(_ entries: [TimelineEntry]) -> ListOverlay {
    ListOverlay(
      .timeline, title: "Events",
      columns: [
        Column("TIME"), Column("AGE", isNumber: true, rank: 2, minimum: 8),
        Column("KIND", rank: 3, minimum: 10), Column("MEMBER", rank: 1, minimum: 6),
        Column("WHAT HAPPENED", grows: true),
      ],
      rows: entries.map(Row.init), groups: TimelineChange.Category.allCases.map(\.rawValue),
      isLog: true, isExportable: true)
  }
}

extension ListOverlay.Row {
  init(_ entry: TimelineEntry) {
    let kind = entry.change.category.rawValue
    self.init(
      id: entry.number,
      [
        .init(.time(entry.at), .time), .init(.age(since: entry.at), .dim), .init(kind, .dim),
        .init(entry.member?.label ?? "cluster", .strong), .init(entry.change.words, entry.tone),
      ], group: kind)
  }
}

extension TimelineEntry {
  /// How much a reader should care.
  public var tone: ListOverlay.Cell.Tone {
    switch change {
    case .leaderLost, .alarmRaised, .dataDiverged: .bad
    case .connectionDown, .memberRemoved, .replaced, .unobserved: .warning
    case .leaderMoved: .leader
    case .verdict(_, .healthy, _), .alarmCleared, .connectionUp: .good
    case .verdict: .warning
    default: .plain
    }
  }
}
