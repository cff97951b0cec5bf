import EtcdAPI
import RPCCore

/// What to do about an attempt that failed: the one place that decides it, for every call.
enum Disposition: Hashable, Sendable {
  /// Send it again, to the same member as well as to another.
  case retryAnywhere
  /// Send it again, to another member where there is one.
  case retryElsewhere
  /// The server did nothing because the token is no good: get a new one if there are credentials,
  /// then send it again.
  case refreshToken
  case giveUp

  /// - Parameters:
  ///   - isRepeatable: `RPCMethod.isRepeatable`. Anything else is sent again only when it provably
  ///     had no effect.
  ///   - hasAlternative: there is another endpoint.
  ///   - hasCredentials: there is a user whose token can be renewed.
  init(
    of error: RPCError, isRepeatable: Bool, hasAlternative: Bool, hasCredentials: Bool
  ) {
    let condition = ServerCondition(error.message)
    if error.neverLeft {
      self = .retryElsewhere
    } else if condition == .staleToken {
      // Who is known by a certificate has no token to renew: asked again, the server looks up the
      // user anew.
      let isWorthIt = hasCredentials || ServerCondition.saysUsersChanged(error.message)
      self = isWorthIt ? .refreshToken : .giveUp
    } else if condition == .learner {
      self = hasAlternative ? .retryElsewhere : .giveUp
    } else if condition == .refusedWithoutLeader {
      self = .retryElsewhere
    } else if !isRepeatable {
      self = .giveUp
    } else if condition == .leaderChanged {
      self = .retryAnywhere
    } else {
      switch error.code {
      case .unavailable, .deadlineExceeded: self = .retryElsewhere
      default: self = .giveUp
      }
    }
  }
}
