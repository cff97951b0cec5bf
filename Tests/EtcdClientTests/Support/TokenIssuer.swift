import EtcdAPI
import Synchronization

@testable import EtcdClient

/// Gives out tokens by number: `token.1` is the first.
final class TokenIssuer: Sendable {
  private let count = Mutex(0)

  var issued: Int { count.withLock { $0 } }
  var newest: String { Self.token(issued) }

  static func token(_ number: Int) -> String { "token.\(number)" }

  @discardableResult
  func issue() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }

  func answer() -> AuthenticateResponse {
    AuthenticateResponse(header: FakeCluster.header, token: Self.token(issue()))
  }
}
