import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Life of a local cluster")
struct LifecycleTests {
  @Test("every member serves after the start, and stop leaves no process and no folder")
  func startAndStop() async throws {
    var left: (folder: String, pids: [Int32]) = ("", [])
    try await withCluster { cluster in
      #expect(cluster.members.map(\.name) == ["m1", "m2", "m3"])
      for index in 0..<3 { #expect(await cluster.isHealthy(index)) }
      left = (cluster.folder, cluster.members.compactMap(\.pid) + [cluster.hostPID])
      #expect(left.pids.count == 4)
    }
    #expect(Folder.names(in: left.folder).isEmpty)
    for pid in left.pids { #expect(!isRunning(pid)) }
  }
}

func isRunning(_ pid: Int32) -> Bool {
  (try? TextFile.read("/proc/\(pid)/stat")).map { !$0.contains(") Z ") } ?? false
}
