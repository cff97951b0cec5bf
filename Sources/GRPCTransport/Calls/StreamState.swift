import RPCCore

/// The bookkeeping of one stream: who waits for what, and how it ended.
///
/// The end is known when the status arrives, possibly after the operations that fail because of
/// it; who waits for those is told the status, never a bare failure.
struct StreamState<Sender: Sendable, Receiver: Sendable>: Sendable {
  /// How the stream ended: nil for status OK.
  private(set) var end: RPCError??
  private var sender: (waiter: Sender, hasFailed: Bool)?
  private var receiver: (waiter: Receiver, hasFailed: Bool)?
  /// Operations that the core still holds.
  private(set) var running = 0

  /// What to tell to whom, outside the lock.
  enum Resumption: Sendable {
    case sender(Sender, RPCError?)
    case receiver(Receiver, Result<[UInt8]?, RPCError>)
  }

  mutating func began() { running += 1 }

  /// The answer to a send after the end; nil means that the send was registered.
  mutating func send(_ waiter: Sender) -> Resumption? {
    if let end { return .sender(waiter, end ?? .endedByServer) }
    guard sender == nil else { return .sender(waiter, .concurrentUse) }
    sender = (waiter, false)
    running += 1
    return nil
  }

  /// The answer to a receive after the end; nil means that the receive was registered.
  mutating func receive(_ waiter: Receiver) -> Resumption? {
    if let end { return .receiver(waiter, Self.last(end)) }
    guard receiver == nil else { return .receiver(waiter, .failure(.concurrentUse)) }
    receiver = (waiter, false)
    running += 1
    return nil
  }

  mutating func sendCompleted(success: Bool) -> [Resumption] {
    running -= 1
    if success, let (waiter, _) = sender.take() { return [.sender(waiter, nil)] }
    sender?.hasFailed = true
    return settle()
  }

  /// `message` is nil when the core has no more.
  mutating func receiveCompleted(_ message: [UInt8]?) -> [Resumption] {
    running -= 1
    if let message, let (waiter, _) = receiver.take() {
      return [.receiver(waiter, .success(message))]
    }
    receiver?.hasFailed = true
    return settle()
  }

  mutating func statusCompleted(_ failure: RPCError?) -> [Resumption] {
    running -= 1
    end = .some(failure)
    return settle()
  }

  mutating func otherCompleted() -> [Resumption] {
    running -= 1
    return []
  }

  private mutating func settle() -> [Resumption] {
    guard let end else { return [] }
    var resumptions: [Resumption] = []
    if let (waiter, hasFailed) = sender, hasFailed {
      sender = nil
      resumptions.append(.sender(waiter, end ?? .endedByServer))
    }
    if let (waiter, hasFailed) = receiver, hasFailed {
      receiver = nil
      resumptions.append(.receiver(waiter, Self.last(end)))
    }
    return resumptions
  }

  private static func last(_ end: RPCError?) -> Result<[UInt8]?, RPCError> {
    end.map { .failure($0) } ?? .success(nil)
  }
}

extension RPCError {
  fileprivate static let concurrentUse = RPCError(
    code: .internalError, message: "two tasks use the same direction of a stream at once")
}
