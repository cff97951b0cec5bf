import EtcdModel
import ExplorerModel
import ProgramShell

/// What flows into the inbox by itself: snapshots, the timeline, and the client's own traffic.
struct Feeds {
  /// How often the traffic is read, and with it the screen's ages are counted on.
  private static let trafficInterval = Duration.seconds(1)

  /// How often the user's theme files are looked at for changes.
  private static let themesInterval = Duration.seconds(1)

  private let tasks: [Task<Void, Never>]

  /// - Parameter refresh: Members answer one by one; a frame for each would triple the cost of an
  ///   idle dashboard.
  init(cluster: ClusterConnection, inbox: Inbox, log: Log, refresh: Duration) {
    let service = cluster.service
    let client = cluster.client
    tasks = [
      Task {
        for await snapshot in service.snapshots() {
          inbox.cluster.put(snapshot)
          try? await Task.sleep(for: refresh)
        }
      },
      Task {
        for await entry in service.timelineEntries() {
          log.write(entry.words)
          inbox.events.put(.timeline([entry]))
        }
      },
      Task {
        while !Task.isCancelled {
          inbox.traffic.put(client.traffic(at: .now))
          try? await Task.sleep(for: Self.trafficInterval)
        }
      },
      Task {
        var known = ConfigurationFolder.themesFingerprint()
        while !Task.isCancelled {
          try? await Task.sleep(for: Self.themesInterval)
          let now = ConfigurationFolder.themesFingerprint()
          if now != known { inbox.themes.put(ConfigurationFolder.themes()) }
          known = now
        }
      },
    ]
  }

  func stop() {
    for task in tasks { task.cancel() }
  }
}
