import EtcdModel

extension ListOverlay {
  /// One row a member and check; the newest check is said in words above.
  static func hashChecks(_ members: MembersPane) -> ListOverlay {
    var notes: [[Cell]] = []
    if let hashing = members.hashing {
      let reader = hashing.progress?.member.label ?? "Each member"
      notes.append([
        .init("\(reader) is reading its whole keyspace; the check began ", .warning),
        .init(.age(since: hashing.since), .warning), .init(" …", .warning),
      ])
    } else if let check = members.hashChecks.last {
      notes.append([.init(check.words, check.tone)])
    }
    var rows: [Row] = []
    for check in members.hashChecks {
      for answer in check.answers {
        rows.append(Row(id: rows.count, check.cells(of: answer)))
      }
    }
    var list = ListOverlay(
      .hashChecks, title: "Hash checks (HashKV)",
      columns: [
        Column("TIME"), Column("AGE", isNumber: true, rank: 2, minimum: 8),
        Column("REVISION", isNumber: true, minimum: 8), Column("MEMBER", minimum: 6),
        Column("HASH", minimum: 8), Column("COMPACTED", isNumber: true, rank: 1, minimum: 8),
        Column("RESULT", grows: true),
      ],
      rows: rows, notes: notes, isLog: true, verb: "check again")
    list.progress = members.hashing.map { hashing in
      var progress = Progress(
        since: hashing.since, total: hashing.progress.map { .exact($0.total) }, unit: "members")
      progress.done = hashing.progress?.done ?? 0
      return progress
    }
    return list
  }
}

extension HashCheck {
  /// How much a reader should care.
  public var tone: ListOverlay.Cell.Tone {
    switch conclusion {
    case .equal: .good
    case .diverged: .bad
    case .notComparable: .warning
    }
  }

  fileprivate func cells(of answer: Answer) -> [ListOverlay.Cell] {
    let about: [ListOverlay.Cell] = [
      .init(.time(at), .time), .init(.age(since: at), .dim), .init("\(revision)"),
      .init(answer.member.label, .strong),
    ]
    switch answer.outcome {
    case .hash(let hash, let compactRevision):
      let digits = String(hash, radix: 16)
      return about + [
        .init(String(repeating: "0", count: 8 - digits.count) + digits),
        .init(compactRevision > 0 ? "\(compactRevision)" : "nothing", .dim),
        standing(of: answer, compactedAt: compactRevision),
      ]
    case .failed(let reason):
      return about + [.init("-", .faint), .init("-", .faint), .init(reason, .warning)]
    }
  }

  private func standing(
    of answer: Answer, compactedAt revision: Revision
  ) -> ListOverlay.Cell {
    if case .diverged(let groups) = conclusion,
      let group = groups.firstIndex(where: { $0.contains(answer.member) })
    {
      return group == 0 && groups[0].count > 1 ? .init("as most", .good) : .init("DIFFERS", .bad)
    }
    let comparable = answers.count { other in
      if case .hash(_, let compactRevision) = other.outcome {
        compactRevision == revision
      } else {
        false
      }
    }
    return comparable > 1
      ? .init("equal", .good)
      : .init("not comparable: no other has this compact revision", .warning)
  }
}
