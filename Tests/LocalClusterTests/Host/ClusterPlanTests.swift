import Testing

@testable import LocalCluster

@Suite("Plan of a cluster")
struct ClusterPlanTests {
  @Test("members advertise their proxies and listen behind them")
  func proxies() {
    let arguments = plan(ClusterOptions()).arguments(1)
    for expected in [
      "--name=m2", "--data-dir=/f/m2", "--listen-client-urls=http://127.0.0.1:11",
      "--advertise-client-urls=http://127.0.0.1:14", "--listen-peer-urls=http://127.0.0.1:12",
      "--initial-advertise-peer-urls=http://127.0.0.1:15",
      "--initial-cluster=m1=http://127.0.0.1:5,m2=http://127.0.0.1:15",
      "--listen-metrics-urls=http://127.0.0.1:13",
    ] { #expect(arguments.contains(expected)) }
  }

  @Test("options become etcd's flags, extra arguments the last")
  func flags() {
    var options = ClusterOptions()
    options.snapshotCount = 9
    options.quotaBytes = 10
    options.autoCompaction = .revisions(11)
    options.clientTLS = ClusterOptions.ServerTLS(
      certificateFile: "/c", keyFile: "/k", clientAuthorityFile: "/a")
    options.extraArguments = ["--pre-vote"]
    let arguments = plan(options).arguments(0)
    for expected in [
      "--snapshot-count=9", "--quota-backend-bytes=10", "--auto-compaction-mode=revision",
      "--auto-compaction-retention=11", "--cert-file=/c", "--key-file=/k", "--client-cert-auth",
      "--trusted-ca-file=/a", "--listen-client-urls=https://127.0.0.1:1",
      "--listen-metrics-urls=http://127.0.0.1:3",
    ] { #expect(arguments.contains(expected)) }
    #expect(arguments.last == "--pre-vote")
  }

  @Test("the user's own etcd settings don't reach the members")
  func environment() {
    let kept = ClusterPlan.environment(from: ["ETCD_NAME=x", "PATH=/bin", "ETCDCTL_API=3"])
    #expect(kept.prefix(2) == ["PATH=/bin", "ETCDCTL_API=3"])
  }

  @Test("an answer is healthy only with status 200 and a true")
  func health() {
    func outcome(_ status: String, _ body: String) -> HealthProbe.Outcome {
      HealthProbe.outcome(of: "HTTP/1.0 \(status)\r\nContent-Length: 1\r\n\r\n\(body)")
    }
    #expect(outcome("200 OK", #"{"health":"true"}"#) == .healthy)
    #expect(outcome("200 OK", #"{"health": "true", "reason": ""}"#) == .healthy)
    #expect(outcome("200 OK", #"{"health":"false"}"#) == .unhealthy)
    #expect(outcome("503 Service Unavailable", #"{"health":"true"}"#) == .unhealthy)
    #expect(HealthProbe.outcome(of: "") == .unhealthy)
  }

  @Test("a missing etcd is one sentence with the command that installs it")
  func missing() throws {
    let error = #expect(throws: ClusterError.self) {
      try EtcdBinary.locate(nil, packaged: "/nonexistent") { _ in nil }
    }
    #expect(
      error?.description == "etcd is not installed; install it with: apt-get install etcd-server")
    #expect(try EtcdBinary.locate(nil, packaged: "/bin/sh") { _ in "/other" } == "/bin/sh")
    #expect(try EtcdBinary.locate(nil, packaged: "/nonexistent") { _ in "/other" } == "/other")
    #expect(throws: ClusterError.self) { try EtcdBinary.locate("/nonexistent/etcd") }
  }

  @Test("a member that joins names the members that there are then")
  func joining() {
    var options = ClusterOptions()
    options.memberCount = 1
    options.spareCount = 1
    var plan = plan(options)
    #expect(plan.arguments(0).contains("--initial-cluster=m1=http://127.0.0.1:5"))
    plan.joined[1] = [0, 1]
    #expect(plan.arguments(1).contains("--initial-cluster-state=existing"))
    #expect(
      plan.arguments(1).contains(
        "--initial-cluster=m1=http://127.0.0.1:5,m2=http://127.0.0.1:15"))
  }

  private func plan(_ options: ClusterOptions) -> ClusterPlan {
    ClusterPlan(
      options: options, folder: "/f",
      ports: [MemberPorts([1, 2, 3, 4, 5]), MemberPorts([11, 12, 13, 14, 15])])
  }
}
