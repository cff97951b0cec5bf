import CGRPC
import RPCCore
import Synchronization

/// `RPCTransport` over the gRPC core: HTTP/2, TLS and keepalive are libgrpc's.
///
/// A transport owns one thread, which ends with `shutDown()`; without it the thread stays.
public final class GRPCTransport: RPCTransport {
  private struct State {
    var isShutDown = false
    var channels: [ObjectIdentifier: Channel] = [:]
  }

  private let options: GRPCTransportOptions
  private let queue: CompletionQueue
  private let diagnoses: Diagnoses
  private let state = Mutex(State())

  /// - Throws: `RPCError` with `.resourceExhausted` when no thread can be started.
  public init(options: GRPCTransportOptions = GRPCTransportOptions()) throws(RPCError) {
    self.options = options
    diagnoses = Diagnoses(timeout: options.connectTimeout)
    queue = try CompletionQueue()
  }

  public func connection(to target: RPCTarget) throws(RPCError) -> any RPCConnection {
    let handle = try Self.createHandle(target, options)
    let isSecure = target.security != .plaintext
    let channel = Channel(handle: handle, notesPeers: isSecure) { [weak self] channel in
      self?.state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }
    let isAccepted = state.withLock { state in
      if !state.isShutDown { state.channels[ObjectIdentifier(channel)] = channel }
      return !state.isShutDown
    }
    guard isAccepted else {
      channel.close()
      throw RPCError.closed
    }
    let monitor = ConnectivityMonitor(
      channel, queue, ReconnectMachine(backoff: options.backoff, security: target.security),
      startOver: { [options, weak channel] in
        if let handle = try? Self.createHandle(target, options) {
          channel?.replaceHandle(by: handle)
        }
      },
      diagnose: { [diagnoses] failure, report in diagnoses.start(failure, at: target, report) })
    return GRPCConnection(to: target, channel: channel, queue: queue, monitor: monitor) {
      [diagnoses] peer in await diagnoses.certificate(of: target, at: peer)
    }
  }

  private static func createHandle(
    _ target: RPCTarget, _ options: GRPCTransportOptions
  ) throws(RPCError) -> OpaquePointer {
    let credentials = try Credentials.make(target.security)
    defer { grpc_channel_credentials_release(credentials) }
    var serverName: String?
    if case .tls(let settings) = target.security { serverName = settings.serverName }
    let handle = ChannelArguments(options, serverName: serverName).withCoreArguments {
      grpc_channel_create(CoreTarget.text(for: target.address), credentials, $0)
    }
    guard let handle else {
      throw RPCError(code: .internalError, message: "the core made no channel", neverLeft: true)
    }
    return handle
  }

  public func shutDown() async {
    let channels = state.withLock { state in
      state.isShutDown = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.close() }
    await diagnoses.shutDown()
    await queue.shutDown()
  }
}
