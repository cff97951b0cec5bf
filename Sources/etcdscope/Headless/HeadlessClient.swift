import Configuration
import EtcdClient
import EtcdModel
import GRPCTransport
import ProgramShell

/// A client for one command without a screen: no polling, and closed at the end.
struct HeadlessClient {
  var settings: Settings
  var configuration: ClientConfiguration

  /// - Throws: what the body throws, with etcdctl's exit code for it.
  func run(
    _ body: (EtcdClient) async throws(EtcdError) -> ExitCode
  ) async throws(Failure) -> ExitCode {
    let transport: GRPCTransport
    do {
      transport = try GRPCTransport(options: settings.transportOptions)
    } catch {
      throw Failure("\(error)")
    }
    let client = EtcdClient(configuration: configuration, transport: transport)
    client.start()
    let outcome: Result<ExitCode, EtcdError>
    do throws(EtcdError) {
      outcome = .success(try await body(client))
    } catch {
      outcome = .failure(error)
    }
    await client.shutDown()
    switch outcome {
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
