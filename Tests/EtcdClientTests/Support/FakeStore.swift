import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

@testable import EtcdClient

/// One history of numbered events that every member of a `FakeCluster` serves to watches.
final class FakeStore: Sendable {
  private struct State {
    var revision: Revision = 1
    var events: [Event] = []
    var compacted: Revision = 0
    var streams: [Int: (endpoint: Endpoint, stream: Stream)] = [:]
    var nextStream = 0
    var token: String?
  }

  /// One served stream: what it watches, and where its answers go.
  private final class Stream: Sendable {
    let watches = Mutex<[Int64: Revision]>([:])
    let server: InMemoryServerStream
    let token: String?
    let broken = AsyncStream.makeStream(of: Void.self)

    init(_ server: InMemoryServerStream, token: String?) {
      self.server = server
      self.token = token
    }
  }

  private let state = Mutex(State())

  init(serving cluster: FakeCluster) {
    for endpoint in cluster.endpoints {
      cluster.transport.serve(
        endpoint.authority,
        stream: { [weak self] call, server in
          try await self?.serve(server, on: endpoint, token: call.metadata["token"])
        })
    }
  }

  var openStreams: [Endpoint] { state.withLock { $0.streams.values.map(\.endpoint) } }
  var openWatches: Int {
    state.withLock { $0.streams.values.reduce(0) { $0 + $1.stream.watches.withLock { $0.count } } }
  }

  /// Events at the next revision.
  func put(_ count: Int = 1) {
    state.withLock { state in
      state.revision += 1
      let revision = state.revision
      state.events += (0..<count).map { _ in event(revision) }
      for (_, stream) in state.streams.values { deliver(to: stream, of: state) }
    }
  }

  func compact(_ revision: Revision) {
    state.withLock { $0.compacted = revision }
  }

  /// Cuts every stream of one endpoint, or of all.
  func cut(_ endpoint: Endpoint? = nil) {
    let streams = state.withLock { state in
      state.streams.values.filter { endpoint == nil || $0.endpoint == endpoint }
    }
    for (_, stream) in streams { stream.broken.continuation.yield() }
  }

  /// From now on watches on streams with another token are denied, as by servers up to 3.5 that
  /// forgot it.
  func demand(token: String) { state.withLock { $0.token = token } }

  private func serve(
    _ server: InMemoryServerStream, on endpoint: Endpoint, token: String?
  ) async throws {
    let stream = Stream(server, token: token)
    let id = state.withLock { state in
      state.nextStream += 1
      state.streams[state.nextStream] = (endpoint, stream)
      return state.nextStream
    }
    defer { state.withLock { $0.streams[id] = nil } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while let message = await server.receive() {
          self.answer(try WatchRequest(decoding: message), on: stream)
        }
      }
      group.addTask {
        for await _ in stream.broken.stream {
          throw RPCError(code: .unavailable, message: "connection reset")
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func answer(_ request: WatchRequest, on stream: Stream) {
    state.withLock { state in
      switch request {
      case .create(let create):
        let header = ResponseHeader(clusterID: FakeCluster.clusterID, revision: state.revision)
        if let token = state.token, stream.token != token {
          stream.server.send(
            WatchResponse(
              header: header, watchID: create.watchID, isCreated: true, isCanceled: true,
              cancelReason: "etcdserver: permission denied"
            ).encoded())
          return
        }
        stream.server.send(
          WatchResponse(header: header, watchID: create.watchID, isCreated: true).encoded())
        let from = create.startRevision == 0 ? state.revision + 1 : create.startRevision
        if from <= state.compacted {
          stream.server.send(
            WatchResponse(
              header: header, watchID: create.watchID, isCanceled: true,
              compactRevision: state.compacted
            ).encoded())
        } else {
          stream.watches.withLock { $0[create.watchID] = from }
          deliver(to: stream, of: state)
        }
      case .cancel(let watchID):
        stream.watches.withLock { $0[watchID] = nil }
      case .progress:
        let header = ResponseHeader(clusterID: FakeCluster.clusterID, revision: state.revision)
        stream.server.send(WatchResponse(header: header, watchID: -1).encoded())
      }
    }
  }

  /// Splits each answer in two fragments where it can.
  private func deliver(to stream: Stream, of state: State) {
    stream.watches.withLock { watches in
      for (watchID, from) in watches {
        let events = state.events.filter { $0.keyValue.modRevision >= from }
        guard let last = events.last else { continue }
        watches[watchID] = last.keyValue.modRevision + 1
        var response = WatchResponse(
          header: ResponseHeader(clusterID: FakeCluster.clusterID, revision: state.revision),
          watchID: watchID)
        if events.count > 1 {
          response.events = Array(events[..<(events.count / 2)])
          response.isFragment = true
          stream.server.send(response.encoded())
          response.isFragment = false
        }
        response.events = Array(events[(events.count > 1 ? events.count / 2 : 0)...])
        stream.server.send(response.encoded())
      }
    }
  }
}
