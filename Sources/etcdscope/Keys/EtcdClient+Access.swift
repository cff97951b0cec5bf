import EtcdAPI
import EtcdClient
import EtcdModel

extension EtcdClient {
  /// The ranges that a user's roles allow to read; empty when the server does not tell.
  func readableRanges(of user: String) async -> [KeyRange] {
    guard let roles = try? await userGet(AuthUserGetRequest(name: user)).roles else { return [] }
    var ranges: [KeyRange] = []
    for role in roles {
      guard let answer = try? await roleGet(AuthRoleGetRequest(role: role)) else { continue }
      ranges += answer.permissions.filter { $0.access != .write }.map(\.range)
    }
    return ranges.sorted { $0.start.lexicographicallyPrecedes($1.start) }
  }
}
