public import EtcdModel

extension EtcdClient {
  /// Watches a range. Survives disconnects; see `WatchUpdate` for what it tells about them.
  public func watch(
    _ range: KeyRange, options: WatchOptions = WatchOptions()
  ) -> WatchSubscription {
    (options.requiresLeader ? leaderWatches : plainWatches).watch(range, options: options)
  }
}
