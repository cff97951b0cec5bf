import EtcdModel

extension PollFailure {
  init(_ error: EtcdError) {
    let isServerWord = error.message.hasPrefix("etcdserver:")
    switch error.code {
    case .permissionDenied, .unauthenticated:
      self.init(.denied, words: error.message)
    case .unavailable where !isServerWord, .cancelled where !isServerWord:
      self.init(.connection, words: error.connectionFailure ?? error.message)
    case .timedOut where !isServerWord:
      self.init(.timedOut, words: error.connectionFailure ?? "no answer in time")
    default:
      self.init(.server, words: error.message)
    }
  }
}
