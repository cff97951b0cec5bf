import EtcdAPI
import EtcdModel
import RPCCore
import Testing

@testable import EtcdClient

@Suite struct DispositionTests {
  private func disposition(
    _ error: RPCError, repeatable: Bool, alternative: Bool = true, credentials: Bool = true
  ) -> Disposition {
    Disposition(
      of: error, isRepeatable: repeatable, hasAlternative: alternative,
      hasCredentials: credentials)
  }

  @Test("what never left is sent again, mutations too", arguments: [true, false])
  func neverLeft(repeatable: Bool) {
    let error = RPCError(code: .unavailable, message: "refused", neverLeft: true)
    #expect(disposition(error, repeatable: repeatable) == .retryElsewhere)
  }

  @Test(
    "every gRPC code: only unavailable and a time-out are worth a repeatable call's retry",
    arguments: RPCError.Code.allCases)
  func codes(code: RPCError.Code) {
    let error = RPCError(code: code, message: "some words")
    let isTransient = code == .unavailable || code == .deadlineExceeded
    #expect(disposition(error, repeatable: true) == (isTransient ? .retryElsewhere : .giveUp))
    #expect(disposition(error, repeatable: false) == .giveUp)
  }

  @Test(
    "every error of etcd's servers, for both classes of calls",
    arguments: ServerErrorTable.all)
  func serverErrors(entry: ServerError) {
    let code = RPCError.Code(rawValue: entry.status) ?? .unknown
    let error = RPCError(code: code, message: entry.message)
    let read = disposition(error, repeatable: true)
    let write = disposition(error, repeatable: false)
    switch entry.message {
    case "etcdserver: invalid auth token", "etcdserver: revision of auth store is old",
      "etcdserver: user name is empty", "auth: revision in header is old":
      #expect(read == .refreshToken && write == .refreshToken)
      // A user known by a certificate has no token, but asked again the server looks anew.
      let isWorthIt = entry.message.hasSuffix("is old")
      #expect(
        disposition(error, repeatable: true, credentials: false)
          == (isWorthIt ? .refreshToken : .giveUp))
    case "etcdserver: rpc not supported for learner":
      #expect(read == .retryElsewhere && write == .retryElsewhere)
      #expect(disposition(error, repeatable: true, alternative: false) == .giveUp)
    case "etcdserver: no leader":
      // Every call that needs a leader asks for one, so this is a refusal and not a fate.
      #expect(read == .retryElsewhere && write == .retryElsewhere)
    case "etcdserver: leader changed":
      #expect(read == .retryAnywhere && write == .giveUp)
    default:
      let isTransient = code == .unavailable || code == .deadlineExceeded
      #expect(read == (isTransient ? .retryElsewhere : .giveUp))
      #expect(write == .giveUp)
    }
  }
}
