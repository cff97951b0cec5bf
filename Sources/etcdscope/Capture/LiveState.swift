import Configuration
import EtcdClient
import ExplorerModel
import ExplorerUI
import ProgramShell
import TerminalModel

/// The explorer's state of a live cluster, as soon as it has something to show, without a screen.
struct LiveState {
  var settings: Settings
  var configuration: ClientConfiguration
  var renderer: ScreenRenderer

  /// Waits for every member's verdict and the first keys, at most the time of a request.
  func take(_ options: ExplorerOptions, theme: String, size: Size, _ memory: LayoutMemory)
    async throws(Failure)
    -> ExplorerState
  {
    let cluster: ClusterConnection
    do {
      cluster = try ClusterConnection(
        configuration, transport: settings.transportOptions, polling: settings.pollSettings)
    } catch {
      throw Failure("\(error)")
    }
    let inbox = Inbox()
    let runner = EffectRunner(
      client: cluster.client, user: configuration.credentials?.user, service: cluster.service,
      inbox: inbox, injectFault: nil)
    let feeds = Feeds(
      cluster: cluster, inbox: inbox, log: Log(folder: nil), refresh: settings.refresh)
    let state = await settled(
      ExplorerState(options: options, theme: theme, now: .now), size, memory, inbox, runner)
    feeds.stop()
    runner.cancelAll()
    await cluster.close()
    return state
  }

  private func settled(
    _ start: ExplorerState, _ size: Size, _ memory: LayoutMemory, _ inbox: Inbox,
    _ runner: EffectRunner
  ) async -> ExplorerState {
    var state = start
    let deadline = ContinuousClock.now + settings.commandTimeout
    func apply(_ event: ExplorerEvent) {
      for effect in reduce(&state, event) { runner.run(effect) }
    }
    apply(.resized(size))
    apply(.wallClock(.current))
    apply(.layoutRestored(memory))
    apply(.panesLaidOut(renderer.paneSizes(of: state)))
    apply(.started)
    inbox.wake.schedule(at: deadline)
    for await _ in inbox.wake.wakes {
      apply(.tick(.now))
      for event in inbox.take() { apply(event) }
      let sizes = renderer.paneSizes(of: state)
      if sizes != state.paneSizes { apply(.panesLaidOut(sizes)) }
      if Self.isSettled(state) || .now >= deadline { break }
    }
    return state
  }

  private static func isSettled(_ state: ExplorerState) -> Bool {
    let rows = state.tree.rows(0..<state.tree.rowCount)
    let isLoading = rows.contains { row in
      if case .loading = row.content { true } else { false }
    }
    return state.members.snapshot?.isComplete == true && state.latency.traffic != nil
      && !rows.isEmpty && !isLoading
  }
}
