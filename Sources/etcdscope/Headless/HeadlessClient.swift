import Configuration
import EtcdClient
import EtcdModel
import GRPCTransport
import ProgramShell
import Synchronization

/// A client for one command without a screen: no polling, closed at the end, and cancelled by Ctrl-C.
struct HeadlessClient {
  var settings: Settings
  var configuration: ClientConfiguration

  /// - Throws: what the body throws, with etcdctl's exit code for it.
  func run(
    _ body: @escaping @Sendable (EtcdClient) async throws(EtcdError) -> ExitCode
  ) async throws(Failure) -> ExitCode {
    let transport: GRPCTransport
    do {
      transport = try GRPCTransport(options: settings.transportOptions)
    } catch {
      throw Failure("\(error)")
    }
    let interruption = Interruption()
    let client = EtcdClient(configuration: configuration, transport: transport)
    client.start()
    let log = settings.tellsClient ? ClientLogTeller(client) : nil
    let outcome = Mutex(Result<ExitCode, EtcdError>.success(.interrupted))
    let isInterrupted = await interruption.cancelling {
      let result: Result<ExitCode, EtcdError>
      do throws(EtcdError) {
        result = .success(try await body(client))
      } catch {
        result = .failure(error)
      }
      outcome.withLock { $0 = result }
    }
    await log?.stop()
    await client.shutDown()
    if isInterrupted { return .interrupted }
    switch outcome.withLock({ $0 }) {
    case .success(let code): return code
    case .failure(let error): throw Failure(error)
    }
  }
}

extension Failure {
  /// What the server or the network said, with etcdctl's exit code for it.
  init(_ error: EtcdError) {
    let code: ExitCode =
      switch error.code {
      case .unavailable: .cannotConnect
      case .invalidArgument: .invalidInput
      default: .error
      }
    self.init("\(error)", code: code)
  }
}
