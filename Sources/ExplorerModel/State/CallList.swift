import EtcdModel

extension ListOverlay {
  /// Our own calls in the order in which they ended.
  static func calls(_ rows: [Row], notes: [[Cell]]) -> ListOverlay {
    ListOverlay(
      .calls, title: "Our RPCs",
      columns: [
        Column("TIME"), Column("ENDPOINT", minimum: 14), Column("FOR", rank: 3, minimum: 7),
        Column("RPC", minimum: 18), Column("TOOK", isNumber: true, minimum: 7),
        Column("SENT", isNumber: true, rank: 5, minimum: 6),
        Column("RECEIVED", isNumber: true, rank: 4, minimum: 6),
        Column("TRY", isNumber: true, rank: 2), Column("STATUS", grows: true),
      ],
      rows: rows, groups: CallRecord.Kind.allCases.map(\.rawValue), notes: notes, isLog: true,
      isExportable: true)
  }
}

extension ListOverlay.Row {
  init(id: Int, call: CallRecord) {
    let isOK = call.statusCode == 0
    let failure = call.failure ?? "gRPC status \(call.statusCode)"
    self.init(
      id: id,
      [
        .init(.time(call.startedAt), .time), .init(call.endpoint.authority, .strong),
        .init(call.role.rawValue, .dim), .init(call.shortMethod),
        .init(.latency(call.latency)), .init(.size(call.bytesSent), .dim),
        .init(.size(call.bytesReceived), .dim),
        .init(.number(call.attempt), call.attempt > 1 ? .warning : .dim),
        .init(isOK ? "OK" : failure, isOK ? .good : .bad),
      ], group: call.kind.rawValue)
  }
}

extension CallRecord {
  /// `KV/Range` of `/etcdserverpb.KV/Range`.
  public var shortMethod: String {
    String(method.drop { $0 == "/" }.split(separator: ".").last ?? "")
  }
}
