public import EtcdModel

extension EtcdClient {
  /// Watches a range. Survives disconnects; see `WatchUpdate` for what it tells about them.
  public func watch(
    _ range: KeyRange, options: WatchOptions = WatchOptions()
  ) -> WatchSubscription {
    (options.requiresLeader ? leaderWatches : plainWatches).watch(range, options: options)
  }

  /// Every running watch, those that require a leader first.
  public var watches: [WatchStatus] { leaderWatches.statuses + plainWatches.statuses }

  /// Asks for a bookmark of every watch now, which comes as `progress` when all its events before
  /// it were delivered.
  ///
  /// - Throws: `EtcdError`, `unimplemented` for a server that may send the bookmark ahead of the
  ///   events (etcd #15220): a promise that can't be relied on is worse than none.
  public func requestWatchProgress(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) {
    for group in [leaderWatches, plainWatches] {
      guard let endpoint = group.endpoint else { continue }
      let version = try await member(at: endpoint).status(options: options).version
      guard ServerVersion(version)?.keepsProgressBehindEvents ?? false else {
        throw EtcdError(
          code: .unimplemented,
          message: "etcd \(version) may answer a progress request ahead of the events",
          endpoint: endpoint, fix: "upgrade it to 3.4.25, 3.5.8 or later")
      }
      group.askForProgress()
    }
  }
}

extension ServerVersion {
  fileprivate var keepsProgressBehindEvents: Bool {
    switch (major, minor) {
    case (3, 4): patch >= 25
    case (3, 5): patch >= 8
    default: self >= ServerVersion(3, 6, 0)
    }
  }
}
