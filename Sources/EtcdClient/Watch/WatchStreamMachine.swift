import EtcdAPI
import EtcdModel

/// Many watches on one Watch stream: creation, delivery, resumption. Knows no stream: the shell
/// sends what it creates and cancels, delivers, and opens the stream anew when told to.
struct WatchStreamMachine: Sendable {
  /// A watch's name inside this client; stays the same over reconnects.
  typealias ID = Int

  enum Action: Hashable, Sendable {
    case create(WatchCreateRequest)
    case cancel(watchID: Int64)
    /// Asks for a bookmark of the whole stream.
    case askForProgress
    case deliver(ID, WatchUpdate)
    /// The watch is gone for good; nothing more is delivered.
    case forget(ID)
    /// Leave this stream for a new one.
    case reopen(refreshingToken: Bool, reason: String)
    /// Report `creationTimer` with this mark after the creation time-out.
    case setCreationTimer(mark: Int)
  }

  private var watches: [ID: WatchState] = [:]
  private var nextID = 1
  /// The endpoint of the open stream.
  private(set) var endpoint: Endpoint?
  /// Streams opened so far.
  private(set) var streams = 0
  /// The ids of the open stream are never used twice: a server refuses a second use even of one
  /// that it cancelled itself.
  private var nextWatchID: Int64 = 1
  private var idsByWatchID: [Int64: ID] = [:]
  /// Asked for and not answered yet, in the order of the answers.
  private var creating: [Int64] = []
  /// Messages and new streams so far: a sign of life.
  private var answers = 0
  private var isTimerSet = false
  private let renewsTokens: Bool

  /// - Parameter renewsTokens: there are credentials to get a new token with.
  init(renewsTokens: Bool) {
    self.renewsTokens = renewsTokens
  }

  var isEmpty: Bool { watches.isEmpty }
  var count: Int { watches.count }

  mutating func add(_ range: KeyRange, _ options: WatchOptions) -> (ID, [Action]) {
    let id = nextID
    nextID += 1
    watches[id] = WatchState(range: range, options: options)
    guard endpoint != nil else { return (id, []) }
    return (id, create(id) + setCreationTimer())
  }

  mutating func remove(_ id: ID) -> [Action] {
    guard let watch = watches.removeValue(forKey: id), let watchID = watch.watchID else {
      return []
    }
    return [.cancel(watchID: watchID)]
  }

  /// A new stream is open: everything is asked for at once, without waiting for answers.
  mutating func opened(on endpoint: Endpoint) -> [Action] {
    self.endpoint = endpoint
    streams += 1
    answers += 1
    var actions: [Action] = []
    for id in watches.keys.sorted() { actions += create(id) }
    return actions + setCreationTimer()
  }

  /// The stream ended or could not be opened on `endpoint`.
  mutating func broken(reason: String, on endpoint: Endpoint) -> [Action] {
    self.endpoint = nil
    creating = []
    idsByWatchID = [:]
    return watches.keys.sorted().compactMap { id in
      guard watches[id]?.disconnect() == true else { return nil }
      return .deliver(id, .disconnected(reason: reason, endpoint: endpoint))
    }
  }

  /// A member that takes streams and then says nothing is left for another.
  mutating func creationTimer(mark: Int) -> [Action] {
    isTimerSet = false
    guard endpoint != nil, !creating.isEmpty else { return [] }
    if mark != answers { return setCreationTimer() }
    return [.reopen(refreshingToken: false, reason: "the member doesn't answer")]
  }

  /// The answer is `progress` for every watch.
  func askForProgress() -> [Action] {
    endpoint == nil ? [] : [.askForProgress]
  }

  func state(of id: ID) -> WatchState? { watches[id] }

  mutating func received(_ response: consuming WatchResponse) -> [Action] {
    guard let endpoint else { return [] }
    answers += 1
    if response.isCreated { return created(response, on: endpoint) }
    if response.watchID == -1, !response.isCanceled, response.events.isEmpty {
      return watches.keys.sorted().flatMap { progress($0, to: response.header.revision) }
    }
    guard let id = idsByWatchID[response.watchID], watches[id] != nil else {
      // The answer to our own cancel, or events of a watch that is on its way out.
      return []
    }
    if response.isCanceled { return cancelled(id, response) }
    if response.events.isEmpty, !response.isFragment, watches[id]?.partial.isEmpty == true {
      return progress(id, to: response.header.revision)
    }
    guard let update = watches[id]?.take(consume response) else { return [] }
    return [.deliver(id, update)]
  }

  private mutating func setCreationTimer() -> [Action] {
    guard !isTimerSet, !creating.isEmpty else { return [] }
    isTimerSet = true
    return [.setCreationTimer(mark: answers)]
  }

  private mutating func create(_ id: ID) -> [Action] {
    guard let request = watches[id]?.createRequest(watchID: nextWatchID) else { return [] }
    idsByWatchID[nextWatchID] = id
    creating.append(nextWatchID)
    nextWatchID += 1
    return [.create(request)]
  }

  /// Answers come in the order of the requests; a refusal may carry the id -1, and servers before
  /// 3.4 choose ids of their own.
  private mutating func created(_ response: WatchResponse, on endpoint: Endpoint) -> [Action] {
    let asked: Int64
    if let place = creating.firstIndex(of: response.watchID) {
      asked = creating.remove(at: place)
    } else if !creating.isEmpty {
      asked = creating.removeFirst()
    } else {
      return []
    }
    let id = idsByWatchID.removeValue(forKey: asked)
    guard let id, watches[id]?.watchID == asked else {
      return response.isCanceled ? [] : [.cancel(watchID: response.watchID)]
    }
    if response.isCanceled { return cancelled(id, response) }
    idsByWatchID[response.watchID] = id
    return watches[id]?.confirm(response, on: endpoint).map { [.deliver(id, $0)] } ?? []
  }

  private mutating func progress(_ id: ID, to revision: Revision) -> [Action] {
    guard let update = watches[id]?.bookmark(revision) else { return [] }
    return [.deliver(id, update)]
  }

  private mutating func cancelled(_ id: ID, _ response: WatchResponse) -> [Action] {
    idsByWatchID[response.watchID] = nil
    if response.compactRevision > 0, let gap = watches[id]?.skip(to: response.compactRevision) {
      return [.deliver(id, gap)] + create(id)
    }
    var error = EtcdError(refusal: response.cancelReason, endpoint: endpoint)
    if let range = watches[id]?.range { error = error.naming(RangeRequest(range: range)) }
    if renewsTokens, watches[id]?.mayBeTaken(withNewToken: error) == true {
      return [.reopen(refreshingToken: true, reason: error.message)]
    }
    watches[id] = nil
    return [.deliver(id, .ended(error)), .forget(id)]
  }
}
