import EtcdAPI
import EtcdClient
import EtcdModel
import ExplorerModel
import MemberStatus
import ProgramShell
import Synchronization
import ValueFormats

/// Carries out the reducer's effects away from the main actor and posts what comes of them.
final class EffectRunner: Sendable {
  private let client: EtcdClient
  private let service: MemberStatusService
  /// Who logged in.
  private let user: String?
  private let inbox: Inbox
  private let injectFault: (@Sendable (FaultCommand) async -> String?)?
  private let requests = Mutex<[RequestID: Task<Void, Never>]>([:])
  private let watches = Mutex<[WatchID: Task<Void, Never>]>([:])

  /// - Parameter injectFault: carries a fault out and returns what went wrong as a sentence; nil
  ///   outside the demo.
  init(
    client: EtcdClient, user: String?, service: MemberStatusService, inbox: Inbox,
    injectFault: (@Sendable (FaultCommand) async -> String?)?
  ) {
    self.client = client
    self.user = user
    self.service = service
    self.inbox = inbox
    self.injectFault = injectFault
  }

  /// Starts an effect; those of the screen itself (`redraw`, `suspend`, `quit`, preferences) are
  /// not for here.
  func run(_ effect: Effect) {
    switch effect {
    case .list(let id, let request):
      track(id) { [client] () async throws(EtcdError) in
        .listed(id, try await client.list(request))
      }
    case .sampleKeys(let id, let prefix):
      track(id) { [client] in .keysSampled(id, await client.sampleKeys(under: prefix)) }
    case .findAccess(let id):
      track(id) { [client, user] in
        .accessFound(id, await client.readableRanges(of: user ?? ""))
      }
    case .matchNames(let id, let question):
      track(id) { .namesMatched(id, question.answer { Task.isCancelled }) }
    case .search(let id, let search):
      runSearch(id, search)
    case .loadValue(let id, let key, let revision):
      track(id) { [client] () async throws(EtcdError) in
        let response = try await client.range(
          RangeRequest(range: .single(key), revision: revision ?? 0))
        return .valueLoaded(id, response.keyValues.first, revision: response.header.revision)
      }
    case .decodeValue(let id, let keyValue, let format, let reveals):
      track(id) {
        .valueDecoded(id, ValueDecoder.decode(keyValue.value, as: format, reveals: reveals))
      }
    case .readLease(let id, let lease):
      track(id) { [client] () async throws(EtcdError) in
        let answer = try await client.leaseTimeToLive(LeaseTimeToLiveRequest(id: lease))
        return .leaseRead(id, lease, remaining: answer.ttl, granted: answer.grantedTTL)
      }
    case .exportEvents(let rows, let name):
      Task { [inbox] in inbox.events.put(Exports.save(EventExport.lines(rows), name: name)) }
    case .save(let bytes, let name):
      Task { [inbox] in inbox.events.put(Exports.save(bytes, name: name)) }
    case .compareValues(let id, let comparison, let format):
      track(id) { [client] () async throws(EtcdError) in
        try await client.compared(id, comparison, as: format)
      }
    case .readHistory(let id, let key):
      track(id) { [client, inbox] () async throws(EtcdError) in
        let history = try await client.history(of: key) {
          inbox.events.put(.history(id, $0, isDone: false))
        }
        return .history(id, history, isDone: true)
      }
    case .comparePrefix(let id, let prefix, let revision, let newer):
      track(id) { [client, inbox] () async throws(EtcdError) in
        try await client.comparePrefix(id, prefix, from: revision, to: newer, inbox)
      }
    case .findCompactRevision(let id, let key):
      track(id) { [client] () async throws(EtcdError) in
        .compactRevisionFound(id, try await client.compactRevision(by: key))
      }
    case .cancel(let id):
      requests.withLock { $0.removeValue(forKey: id) }?.cancel()
    case .openWatch(let id, let range, let revision):
      openWatch(id, range, from: revision)
    case .closeWatch(let id):
      watches.withLock { $0.removeValue(forKey: id) }?.cancel()
    case .refreshMembers:
      service.refresh()
    case .checkHashes(let id):
      track(id) { [service, inbox] in
        .hashChecked(id, await service.checkHashes { inbox.events.put(.hashing(id, $0)) })
      }
    case .setBalancer(let choice):
      if let policy = BalancerName(rawValue: choice.name) { client.setPolicy(policy) }
    case .readCalls(let number):
      let recent = client.recentCalls(after: number)
      inbox.events.put(.calls(recent.records, last: recent.last))
    case .export(let export):
      Task { [inbox] in inbox.events.put(export.save(in: ".")) }
    case .injectFault(let command):
      guard let injectFault else { return }
      Task { [inbox] in
        inbox.events.put(.faultFinished(command, failure: await injectFault(command)))
      }
    case .copy, .savePreference, .setMouse, .switchProfile, .redraw, .alert, .suspend, .quit:
      break
    }
  }

  private func runSearch(_ id: RequestID, _ search: KeySearch) {
    track(id) { [client, inbox] () async throws(EtcdError) in
      var last = KeySearch.Progress()
      try await client.search(search) { progress in
        last = progress
        if !progress.isComplete { inbox.events.put(.searched(id, progress)) }
        return !Task.isCancelled
      }
      if !last.isComplete { last.found = [] }
      last.isComplete = true
      return .searched(id, last)
    }
  }

  /// Ends everything that runs.
  func cancelAll() {
    let running =
      requests.withLock { tasks in Array(tasks.values) }
      + watches.withLock { tasks in Array(tasks.values) }
    for task in running { task.cancel() }
  }

  private func track(
    _ id: RequestID, _ work: @escaping @Sendable () async throws(EtcdError) -> ExplorerEvent
  ) {
    requests.withLock { running in
      running[id] = Task { [inbox] in
        do throws(EtcdError) {
          inbox.events.put(try await work())
        } catch {
          inbox.events.put(.requestFailed(id, error))
        }
        self.requests.withLock { _ = $0.removeValue(forKey: id) }
      }
    }
  }

  private func openWatch(_ id: WatchID, _ range: KeyRange, from revision: Revision?) {
    let subscription = client.watch(range, options: WatchOptions(startRevision: revision))
    watches.withLock { running in
      running[id] = Task { [inbox] in
        for await update in subscription {
          if case .resumed(let revision, _) = update {
            self.service.record(.watchResumed(from: revision))
          }
          await inbox.watches.put(update, of: id)
        }
      }
    }
  }
}
