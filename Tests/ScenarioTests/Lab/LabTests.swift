import EtcdClient
import Platform
import TestSupport
import Testing

/// The real program's `lab`.
@Suite("Lab", .timeLimit(.minutes(10)))
struct LabTests {
  private func lab(_ arguments: [String]) async throws -> Command {
    let etcd = TestBinaries.etcd.map { ["--etcd", $0] } ?? []
    return try await Command.run(try TestBinaries.etcdscope(), ["lab"] + etcd + arguments)
  }

  @Test("every policy goes through a scenario, and none writes twice")
  func json() async throws {
    let lab = try await lab(["--scenarios", "connections-reset", "-w", "json"])
    #expect(lab.hasSucceeded, "\(lab.output)")
    for policy in BalancerName.allCases {
      #expect(
        lab.output.contains(
          #"{"scenario": "connections-reset", "rows": "K3, W1", "policy": "\#(policy.rawValue)", "#)
      )
    }
    let duplicates = lab.output.components(of: #""duplicate_writes": "#)
    #expect(duplicates == Array(repeating: "0", count: BalancerName.allCases.count))
    #expect(!lab.output.contains(#""lease_lost": true"#))
    let connections = lab.output.components(of: #""connections": "#)
    #expect(connections == ["3", "1", "3", "3", "3", "3"])
  }

  @Test("endpoints, history and membership change under the clients, and no event is lost untold")
  func changes() async throws {
    let lab = try await lab([
      "--scenarios", "history-compacted,endpoint-added,endpoints-replaced,learner-given",
      "--policies", "health-aware", "-w", "json",
    ])
    #expect(lab.hasSucceeded, "\(lab.output)")
    for (field, values) in [
      ("connections", ["1", "1", "1", "3"]), ("lost_events", ["0", "0", "0", "0"]),
      ("doubled_events", ["0", "0", "0", "0"]), ("duplicate_writes", ["0", "0", "0", "0"]),
    ] {
      #expect(lab.output.components(of: #""\#(field)": "#) == values, "\(lab.output)")
    }
    #expect(lab.output.components(of: #""failed_reads": "#)[1] == "0", "\(lab.output)")
  }

  @Test("an unknown policy or scenario is told with those that there are")
  func unknown() async throws {
    let policy = try await lab(["--policies", "best"])
    #expect(policy.exit == .status(128))
    #expect(policy.output.contains("--policies names \"best\"; write some of pinned, "))
    let scenario = try await lab(["--scenarios", "flood"])
    #expect(scenario.exit == .status(128))
    #expect(scenario.output.contains("write some of follower-killed, leader-killed"))
  }
}

extension String {
  /// The numbers that follow a text, in order.
  fileprivate func components(of text: String) -> [String] {
    var numbers: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: text) {
      rest = rest[place.upperBound...]
      numbers.append(String(rest.prefix { $0.isNumber }))
    }
    return numbers
  }
}
